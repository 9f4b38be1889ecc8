export const cacheFolder: string;
export type PartName = 'python' | 'sam' | 'lambda' | 'avro' | 'kafka';
export const parts: Readonly<Record<PartName, { readonly folder: string }>>;
export function isReady(name: PartName): boolean;

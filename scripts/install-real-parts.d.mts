export const cacheFolder: string;
export type PartName = 'python' | 'lambda' | 'avro' | 'kafka';
export const parts: Readonly<Record<PartName, { readonly folder: string }>>;
export function isReady(name: PartName): boolean;

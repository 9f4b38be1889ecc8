export const cacheFolder: string;
export const parts: Readonly<Record<'python' | 'lambda' | 'avro', { readonly folder: string }>>;
export function isReady(name: 'python' | 'lambda' | 'avro'): boolean;

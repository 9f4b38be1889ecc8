export const cacheFolder: string;
export const parts: Readonly<Record<'python' | 'avro', { readonly folder: string }>>;
export function isReady(name: 'python' | 'avro'): boolean;

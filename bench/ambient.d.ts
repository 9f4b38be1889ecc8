// Powertools is installed in this folder only (see package.json), so that the project's own install stays light;
// this is the part of its interface that the benchmark calls.
declare module '@aws-lambda-powertools/kafka' {
  export const SchemaType: { readonly AVRO: 'avro' };
  export function kafkaConsumer<Value>(
    handler: (event: { readonly records: readonly { readonly value: Value }[] }) => Promise<void>,
    config: { readonly value: { readonly type: 'avro'; readonly schema: string } },
  ): (event: unknown, context: unknown) => Promise<unknown>;
}

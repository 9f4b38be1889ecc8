// Powertools is installed in this folder only (see package.json), so that the project's own install stays light;
// this is the part of its interface that the benchmark calls.
declare module '@aws-lambda-powertools/kafka' {
  export const SchemaType: { readonly AVRO: 'avro'; readonly JSON: 'json' };
  export function kafkaConsumer<Value>(
    handler: (event: { readonly records: readonly { readonly value: Value }[] }) => Promise<void>,
    config: {
      readonly value:
        { readonly type: 'avro'; readonly schema: string } | { readonly type: 'json'; readonly parserSchema?: unknown };
    },
  ): (event: unknown, context: unknown) => Promise<unknown>;
}

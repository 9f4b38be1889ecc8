import { environmentText } from './environment-text.js';
import { refused, unavailable, unusable, type SchemaSource } from './schema-source.js';

/** Where a Glue Schema Registry is; the text may have `${NAME}` in it, for an environment variable. */
export interface GlueSettings {
  /** The function's own unless given. */
  readonly region?: string;
}

/** What is used of `@aws-sdk/client-glue`, which is part of Lambda's Node.js runtime. */
interface GlueSdk {
  readonly GlueClient: new (settings: {
    readonly region?: string;
    readonly maxAttempts: number;
  }) => GlueClient;
  readonly GetSchemaVersionCommand: new (input: { readonly SchemaVersionId: string }) => object;
}

interface GlueClient {
  send(
    command: object,
    options: { readonly abortSignal: AbortSignal },
  ): Promise<{
    readonly SchemaDefinition?: string | undefined;
    readonly DataFormat?: string | undefined;
  }>;
}

/** Not written where it is imported, so that no bundler takes the SDK into the bundle and no compiler looks for it. */
const SDK = ['@aws-sdk', 'client-glue'].join('/');

const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/;

/**
 * Fetches schemas from the AWS Glue Schema Registry by the UUID of their version, with the SDK of Lambda's runtime, which
 * is loaded by the first call. The function's role needs `glue:GetSchemaVersion`.
 */
export function glueSchemas({ region }: GlueSettings): SchemaSource {
  let client: GlueClient | undefined;
  return async (schemaId, abortSignal) => {
    if (!UUID.test(schemaId)) throw refused('it is not the UUID of a Glue schema version');
    const sdk = await loadSdk();
    client ??= new sdk.GlueClient({
      ...(region === undefined ? {} : { region: environmentText(region) }),
      maxAttempts: 3,
    });
    const command = new sdk.GetSchemaVersionCommand({ SchemaVersionId: schemaId });
    const answer = await client.send(command, { abortSignal }).catch((error: unknown) => {
      throw glueFailure(error);
    });
    const { SchemaDefinition: text, DataFormat: format } = answer;
    if (format !== undefined && format !== 'AVRO') throw unusable('it is not an Avro schema');
    if (text === undefined) throw refused("there is no schema in Glue's response");
    return { text, references: [] };
  };
}

async function loadSdk(): Promise<GlueSdk> {
  try {
    // Typed by the part of it that is used, as it may not be there to take its types from.
    return (await import(/* webpackIgnore: true */ /* @vite-ignore */ SDK)) as GlueSdk;
  } catch {
    throw refused('@aws-sdk/client-glue, which is part of the Lambda runtime, is missing');
  }
}

/** Only the error's name is shown: messages of the SDK may quote the request. */
function glueFailure(error: unknown): Error {
  const name = error instanceof Error && /^\w+$/.test(error.name) ? error.name : 'an unknown error';
  switch (name) {
    case 'EntityNotFoundException':
      return refused('Glue does not have the schema version');
    case 'AccessDeniedException':
      return refused("Glue denied access: the function's role needs glue:GetSchemaVersion");
    default:
      return unavailable(`Glue failed with ${name}`);
  }
}

import { quoted } from '../diagnostics/quoted.js';
import type { GlueClient } from '@aws-sdk/client-glue';

import type { GlueRegistryConfig } from '../config/registry-config.js';
import { glueError } from './glue-error.js';
import type { ListedVersion, Registry } from './registry.js';
import { RegistryError } from './registry-error.js';

type Sdk = typeof import('@aws-sdk/client-glue');

/**
 * The AWS Glue Schema Registry, by way of the SDK, which finds region, profile, role and endpoint by its own rules.
 * A subject is a schema's name; Glue knows no references. Throws a RegistryError if the SDK is not installed.
 */
export async function glueRegistry(config: GlueRegistryConfig): Promise<Registry> {
  const sdk = await loadSdk();
  const client = new sdk.GlueClient({
    ...(config.region === undefined ? {} : { region: config.region }),
    // Throttling is usual: Glue allows few requests a second.
    retryMode: 'adaptive',
    maxAttempts: 6,
  });
  return registryOf({ sdk, client, registryName: config.registryName });
}

async function loadSdk(): Promise<Sdk> {
  try {
    return await import('@aws-sdk/client-glue');
  } catch (error) {
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND';
    if (!isMissing) throw error;
    throw new RegistryError({
      code: 'registry-setup',
      message: 'a Glue registry requires @aws-sdk/client-glue, which is not installed',
      help: 'Run `npm install --save-dev @aws-sdk/client-glue`.',
    });
  }
}

interface GlueOptions {
  readonly sdk: Sdk;
  readonly client: GlueClient;
  readonly registryName: string;
}

function registryOf({ sdk, client, registryName }: GlueOptions): Registry {
  const closing = new AbortController();

  async function schemas(): Promise<readonly string[]> {
    const names: string[] = [];
    let next: string | undefined;
    do {
      const command = new sdk.ListSchemasCommand({
        RegistryId: { RegistryName: registryName },
        MaxResults: PAGE,
        NextToken: next,
      });
      const page = await ask('glue:ListSchemas', () => client.send(command, until()));
      names.push(...(page?.Schemas ?? []).flatMap(({ SchemaName }) => SchemaName ?? []));
      next = nextToken(page, next);
    } while (next !== undefined);
    return names.sort();
  }

  async function versions(schema: string): Promise<readonly ListedVersion[] | null> {
    const versions: ListedVersion[] = [];
    let next: string | undefined;
    do {
      const command = new sdk.ListSchemaVersionsCommand({
        SchemaId: { RegistryName: registryName, SchemaName: schema },
        MaxResults: PAGE,
        NextToken: next,
      });
      const page = await ask('glue:ListSchemaVersions', () => client.send(command, until()));
      if (page === null) return null;
      for (const { VersionNumber: version, SchemaVersionId: id, Status: status } of page.Schemas ?? []) {
        // Versions that failed the compatibility check, or wait for it, cannot have been written with.
        if (status !== 'AVAILABLE') continue;
        if (version === undefined || id === undefined)
          throw misread(`a version of ${quoted(schema)} has no number or no UUID`);
        versions.push({ version, guid: id.toLowerCase() });
      }
      next = nextToken(page, next);
    } while (next !== undefined);
    return versions.sort((a, b) => a.version - b.version);
  }

  async function fetch(schema: string, { version, guid }: ListedVersion): ReturnType<Registry['fetch']> {
    const command = new sdk.GetSchemaVersionCommand(
      guid === undefined
        ? {
            SchemaId: { RegistryName: registryName, SchemaName: schema },
            SchemaVersionNumber: { VersionNumber: version },
          }
        : { SchemaVersionId: guid },
    );
    const answer = await ask('glue:GetSchemaVersion', () => client.send(command, until()));
    if (answer === null) return null;
    const { SchemaDefinition: text, DataFormat: type, SchemaVersionId: id } = answer;
    if (text === undefined || type === undefined || id === undefined) {
      throw misread(`version ${version} of ${quoted(schema)} has no text, no data format or no UUID`);
    }
    return { version, guid: id.toLowerCase(), type, text, references: [] };
  }

  /** What the SDK answers; null where Glue says that there is no such thing. */
  async function ask<Answer>(action: string, send: () => Promise<Answer>): Promise<Answer | null> {
    try {
      return await send();
    } catch (error) {
      if (error instanceof Error && error.name === 'EntityNotFoundException') return null;
      throw glueError(error, action, registryName);
    }
  }

  function until(): { readonly abortSignal: AbortSignal } {
    return { abortSignal: closing.signal };
  }

  return {
    subjects: () => schemas(),
    versions: (schema) => versions(schema),
    // The list of versions already contains their UUIDs.
    hasIds: (_, { guid }, known) => Promise.resolve(guid !== undefined && guid === known.guid),
    fetch: (schema, listed) => fetch(schema, listed),
    close: () => {
      closing.abort();
      client.destroy();
    },
  };
}

/** The most that Glue gives at a time. */
const PAGE = 100;

/** A token that comes again would be followed for ever. */
function nextToken(
  page: { readonly NextToken?: string | undefined } | null,
  last: string | undefined,
): string | undefined {
  const next = page?.NextToken;
  if (next !== undefined && next === last) throw misread('the same page was returned twice');
  return next;
}

function misread(message: string): RegistryError {
  return new RegistryError({
    code: 'registry-response-invalid',
    message: `Glue's response is invalid: ${message}`,
  });
}

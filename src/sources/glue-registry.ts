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
  return new Glue({ sdk, client, registryName: config.registryName }).registry();
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

class Glue {
  private readonly sdk: Sdk;
  private readonly client: GlueClient;
  private readonly registryName: string;
  private readonly closing = new AbortController();

  constructor({ sdk, client, registryName }: GlueOptions) {
    this.sdk = sdk;
    this.client = client;
    this.registryName = registryName;
  }

  registry(): Registry {
    return {
      subjects: () => this.schemas(),
      versions: (schema) => this.versions(schema),
      // The list of versions already contains their UUIDs.
      bears: (_, { guid }, known) => Promise.resolve(guid !== undefined && guid === known.guid),
      fetch: (schema, listed) => this.fetch(schema, listed),
      close: () => {
        this.closing.abort();
        this.client.destroy();
      },
    };
  }

  private async schemas(): Promise<readonly string[]> {
    const names: string[] = [];
    let next: string | undefined;
    do {
      const command = new this.sdk.ListSchemasCommand({
        RegistryId: { RegistryName: this.registryName },
        MaxResults: PAGE,
        NextToken: next,
      });
      const page = await this.ask('glue:ListSchemas', () => this.client.send(command, this.until()));
      names.push(...(page?.Schemas ?? []).flatMap(({ SchemaName }) => SchemaName ?? []));
      next = nextToken(page, next);
    } while (next !== undefined);
    return names.sort();
  }

  private async versions(schema: string): Promise<readonly ListedVersion[] | null> {
    const versions: ListedVersion[] = [];
    let next: string | undefined;
    do {
      const command = new this.sdk.ListSchemaVersionsCommand({
        SchemaId: { RegistryName: this.registryName, SchemaName: schema },
        MaxResults: PAGE,
        NextToken: next,
      });
      const page = await this.ask('glue:ListSchemaVersions', () => this.client.send(command, this.until()));
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

  private async fetch(schema: string, { version, guid }: ListedVersion): ReturnType<Registry['fetch']> {
    const command = new this.sdk.GetSchemaVersionCommand(
      guid === undefined
        ? {
            SchemaId: { RegistryName: this.registryName, SchemaName: schema },
            SchemaVersionNumber: { VersionNumber: version },
          }
        : { SchemaVersionId: guid },
    );
    const answer = await this.ask('glue:GetSchemaVersion', () => this.client.send(command, this.until()));
    if (answer === null) return null;
    const { SchemaDefinition: text, DataFormat: type, SchemaVersionId: id } = answer;
    if (text === undefined || type === undefined || id === undefined) {
      throw misread(`version ${version} of ${quoted(schema)} has no text, no data format or no UUID`);
    }
    return { version, guid: id.toLowerCase(), type, text, references: [] };
  }

  /** What the SDK answers; null where Glue says that there is no such thing. */
  private async ask<Answer>(action: string, send: () => Promise<Answer>): Promise<Answer | null> {
    try {
      return await send();
    } catch (error) {
      if (error instanceof Error && error.name === 'EntityNotFoundException') return null;
      throw glueError(error, action, this.registryName);
    }
  }

  private until(): { readonly abortSignal: AbortSignal } {
    return { abortSignal: this.closing.signal };
  }
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

function quoted(text: string): string {
  return JSON.stringify(text);
}

import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { BrokerError } from './broker-error.js';

interface OptionalPackage {
  readonly name: string;
  /** What it is needed for: the subject of a sentence. */
  readonly purpose: string;
  /** The project's folder: where it is installed if this tool runs through npx. */
  readonly root: string;
}

/** Loads a package that a project installs only if it needs it. Throws a BrokerError with the command that installs it. */
export async function optionalPackage({ name, purpose, root }: OptionalPackage): Promise<unknown> {
  const path = resolved(name, join(root, 'package.json')) ?? resolved(name, import.meta.url);
  if (path !== undefined) return import(pathToFileURL(path).href);
  throw new BrokerError('package-missing', `${purpose} requires ${name}, which is not installed`, {
    help: `Run \`npm install --save-dev ${name}\`.`,
  });
}

function resolved(name: string, from: string): string | undefined {
  try {
    return createRequire(from).resolve(name);
  } catch {
    return undefined;
  }
}

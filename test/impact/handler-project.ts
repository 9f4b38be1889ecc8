import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { generate } from '../../src/commands/generate.js';
import { findImpacts } from '../../src/impact/find-impacts.js';
import type { FileChange, Impact, ImpactResult } from '../../src/impact/impact.js';
import { temporaryProject } from '../cli/temporary-project.js';

const project = join(dirname(fileURLToPath(import.meta.url)), 'golden', 'project');

export type Schema = 'orders.avsc' | 'shipments.schema.json';

/** A shop whose handlers use two topics, generated from its schemas; for the time of one test. */
export class HandlerProject {
  readonly root = temporaryProject();

  static async make(): Promise<HandlerProject> {
    const made = new HandlerProject();
    cpSync(project, made.root, { recursive: true });
    await generate({ cwd: made.root });
    return made;
  }

  write(path: string, text: string): void {
    writeFileSync(join(this.root, path), text);
  }

  /** Replaces each text in a schema, which has to hold it, by another. */
  changeSchema(schema: Schema, replacements: readonly (readonly [was: string, is: string])[]): void {
    const path = join('schemas', schema);
    const text = replacements.reduce(
      (whole, [was, is]) => {
        if (!whole.includes(was)) throw new Error(`${schema} does not hold ${was}`);
        return whole.replaceAll(was, is);
      },
      readFileSync(join(this.root, path), 'utf8'),
    );
    this.write(path, text);
  }

  /** The generated files that a run would change. */
  async changes(): Promise<readonly FileChange[]> {
    const { changes } = await generate({ cwd: this.root, dryRun: true });
    return changes.flatMap((change) =>
      change.kind === 'changed' ? [{ path: change.path, before: change.actual, after: change.expected.content }] : [],
    );
  }

  async impacts(): Promise<ImpactResult> {
    return findImpacts({ root: this.root, changes: await this.changes(), edits: [] });
  }
}

/** An impact as a person may read it. */
export function told({ file, line, column, expression, change, error }: Impact): string {
  const place = `${file}:${line}:${column} ${expression}`;
  const field = change?.field === undefined ? change?.type : `${change.type}.${change.field}`;
  const what = field === undefined ? '' : ` | ${field} ${change?.kind ?? ''}`;
  return `${place}${what}${error === undefined ? '' : ` | ${error}`}`;
}

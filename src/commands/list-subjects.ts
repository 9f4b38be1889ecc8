import type { RegistryConfig } from '../config/registry-config.js';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { openRegistry, type RegistryWorld } from '../sources/open-registry.js';
import { RegistryError } from '../sources/registry-error.js';

const SHOWN_SUBJECTS = 3;

/** The names of all subjects in a registry, or why they could not be listed. */
export async function listSubjects(
  config: RegistryConfig,
  world: RegistryWorld,
): Promise<readonly string[] | Diagnostic> {
  try {
    const registry = await openRegistry(config, world);
    try {
      return await registry.subjects();
    } finally {
      registry.close();
    }
  } catch (error) {
    if (error instanceof RegistryError) return error.diagnostic;
    throw error;
  }
}

/** Most of them are types that the schemas of topics reference: nothing to act on. */
export function subjectsWithoutTopic(subjects: readonly string[]): readonly Diagnostic[] {
  if (subjects.length === 0) return [];
  const more = subjects.length > SHOWN_SUBJECTS ? ` and ${subjects.length - SHOWN_SUBJECTS} more` : '';
  const named = `${subjects.slice(0, SHOWN_SUBJECTS).join(', ')}${more}`;
  const count = subjects.length === 1 ? '1 subject does' : `${subjects.length} subjects do`;
  return [
    {
      code: 'schema-skipped',
      severity: 'note',
      message: `${count} not show which topic ${subjects.length === 1 ? 'it is' : 'they are'} for: ${named}`,
    },
  ];
}

import { loadConfig } from '../../src/config/load-config.js';
import type { Config } from '../../src/config/config.js';
import { temporaryProject } from '../cli/temporary-project.js';

/** The problems of a config, one line each: place, pointer, code and message. */
export async function problemsOf(text: string, file = 'gen-msk-consumer.config.json'): Promise<readonly string[]> {
  const result = await loadConfig({ cwd: temporaryProject({ [file]: text }) });
  if (result.ok) return [];
  return result.problems.map(({ code, message, location }) => {
    const place = location?.line === undefined ? '' : `${location.line}:${location.column ?? '?'} `;
    return `${place}${location?.pointer ?? ''} ${code} ${message}`;
  });
}

/** A config that must be right. */
export async function configOf(text: string, file = 'gen-msk-consumer.config.json'): Promise<Config> {
  const result = await loadConfig({ cwd: temporaryProject({ [file]: text }) });
  if (!result.ok) throw new Error(JSON.stringify(result.problems, null, 2));
  return result.value;
}

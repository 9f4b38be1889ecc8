import type { RegistryConfig } from './config.js';
import type { RawRegistry } from './config-schema.js';
import type { ConfigProblem } from './config-source.js';

export type Environment = Readonly<Record<string, string | undefined>>;

/** The registry with `${NAME}` replaced by environment variables; one that is not set, or a URL that is none, is reported. */
export function resolveRegistry(
  raw: RawRegistry | undefined,
  environment: Environment,
  report: (problem: ConfigProblem) => void,
): RegistryConfig | undefined {
  const fill = (text: string, name: string): string =>
    text.replaceAll(/\$\{([^}]*)\}/g, (_, variable: string) => {
      const value = environment[variable];
      if (value !== undefined) return value;
      report({
        path: ['registry', name],
        part: 'value',
        code: 'config-invalid',
        message: `the environment variable ${variable} is not set`,
      });
      return '';
    });
  if (raw === undefined) return undefined;
  if (raw.type === 'glue') {
    const region = raw.region === undefined ? undefined : fill(raw.region, 'region');
    return { type: 'glue', registryName: fill(raw.registryName, 'registryName'), region };
  }
  const url = fill(raw.url, 'url');
  // The URL is not shown: it may hold a password.
  if (url !== '' && !(URL.canParse(url) && /^https?:$/.test(new URL(url).protocol))) {
    report({
      path: ['registry', 'url'],
      part: 'value',
      code: 'config-invalid',
      message: 'expected an http or https URL',
    });
  }
  return { type: 'confluent', url };
}

import { refused } from './schema-source.js';

/** A setting with each `${NAME}` replaced by the environment variable. Throws a SchemaFetchError if one is not set. */
export function environmentText(setting: string): string {
  return setting.replaceAll(/\$\{([^}]*)\}/g, (_, name: string) => {
    const value = process.env[name]?.trim() ?? '';
    if (value === '') throw refused(`the environment variable ${name} is not set`);
    // Whatever it holds, it cannot add a header of its own; nor can it be in the message of an error that says so.
    if (/[\r\n\0]/.test(value))
      throw refused(`the environment variable ${name} contains several lines`);
    return value;
  });
}

/** The project that a command line names. */
interface GivenProject {
  readonly cwd?: string | undefined;
  readonly config?: string | undefined;
}

/** The flags that have another command work on the same project: `--cwd services/orders`. */
export function projectFlags({ cwd, config }: GivenProject): readonly string[] {
  return [
    ...(cwd === undefined ? [] : [`--cwd ${quoted(cwd)}`]),
    ...(config === undefined ? [] : [`--config ${quoted(config)}`]),
  ];
}

/** A text in which each command that works on a project, or on several, has these flags. */
export function withFlags(text: string, flags: readonly string[]): string {
  return text.replaceAll(/npx gen-msk-consumer (?:generate|pull|check|diff)(?=[ `]|$)/g, (command) =>
    [command, ...flags].join(' '),
  );
}

/** A word of a command line, in quotation marks where a shell would not read it as it is. */
export function quoted(word: string): string {
  return /^[\w./@:-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
}

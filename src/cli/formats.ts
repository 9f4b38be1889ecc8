/** What a command that prints no report of its own can print its result as. */
const everywhere = ['text', 'json'] as const;

const formats = {
  check: [...everywhere, 'github', 'gitlab', 'sarif', 'junit', 'markdown'],
  diff: [...everywhere, 'markdown'],
} as const;

/** What `check` can print its result as. */
export type CheckFormat = (typeof formats.check)[number];

/** The formats of a command, the default one first. */
export function formatsOf(command: string): readonly string[] {
  return command === 'check' || command === 'diff' ? formats[command] : everywhere;
}

/** The format and the file that `--report sarif=drift.sarif` names; undefined where it is put otherwise. */
export function parseReport(text: string): { readonly format: ReportFormat; readonly file: string } | undefined {
  const [name, ...rest] = text.split('=');
  const format = reportFormats.find((known) => known === name);
  const file = rest.join('=');
  return format === undefined || file === '' ? undefined : { format, file };
}

/** What `--report` writes: all but what is made for a terminal. */
export type ReportFormat = Exclude<CheckFormat, 'text'>;

export const reportFormats: readonly ReportFormat[] = ['json', 'github', 'gitlab', 'sarif', 'junit', 'markdown'];

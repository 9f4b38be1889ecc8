/** What to print for an error that is none of the known ones. */
export function bugReport(error: unknown): string {
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return `${stack}\n\nThis is a bug in gen-msk-consumer: please report it with the lines above.\n`;
}

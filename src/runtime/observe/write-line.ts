/**
 * Writes a line to the function's log as it is. `console.log` would put the time and the request id in front of it, or
 * wrap it in another JSON object, depending on the function's log format.
 */
export function writeLine(line: string): void {
  process.stdout.write(`${line}\n`);
}

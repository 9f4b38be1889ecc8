import { Console } from 'node:console';

/**
 * Takes stdout for the results of a run. Whatever else is printed (by a dependency, by a config that is code) goes to
 * stderr, so that a pipe gets nothing but the result; on a terminal, where both meet, prompts stay where they are.
 */
export function claimStdout(): (text: string) => boolean {
  const { stdout, stderr } = process;
  const write = stdout.write.bind(stdout);
  globalThis.console = new Console({ stdout: stderr, stderr });
  if (!stdout.isTTY) stdout.write = stderr.write.bind(stderr);
  return (text) => write(text);
}

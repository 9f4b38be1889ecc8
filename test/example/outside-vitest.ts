/** What Vitest sets for its own processes, besides the variables that begin with its name. */
const setByVitest = new Set(['NODE_ENV', 'TEST', 'NODE_OPTIONS']);

/** The environment for a process that is to run as if no test had started it. */
export function outsideVitest(): NodeJS.ProcessEnv {
  const entries = Object.entries(process.env);
  return Object.fromEntries(entries.filter(([name]) => !name.startsWith('VITEST') && !setByVitest.has(name)));
}

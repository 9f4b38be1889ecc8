/**
 * Has Node 20 optimize functions later, from where this is called on. It has no fast compiler for what runs often but not for long, as
 * later versions do, and by its only one it compiles early: that pays for a server, while a command has ended before.
 */
export async function optimizeLater(): Promise<void> {
  // Later versions do not know the flag, and say so.
  if (!process.versions.node.startsWith('20.')) return;
  const { setFlagsFromString } = await import('node:v8');
  setFlagsFromString('--interrupt-budget=300000');
}

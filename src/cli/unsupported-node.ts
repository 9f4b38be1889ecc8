/** What to say where Node is too old for the tool; undefined where it is not. `version` is `process.versions.node`. */
export function unsupportedNode(version: string): string | undefined {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return undefined;
  return `error: gen-msk-consumer needs Node 20.19 or newer, but this is Node ${version}\nInstall a newer version of Node, or select one, as with \`nvm use 22\`.\n`;
}

// What the build computes with the package's own code; `bundle.mjs` bundles and runs this.
import { configJsonSchema } from '../src/config/config-json-schema.ts';
import { runtimeModuleNames, runtimeBody } from '../src/emit/runtime-files.ts';
import { tokensHash } from '../src/plan/header.ts';

export function buildData() {
  return { configSchema: configJsonSchema(), runtimeTokens: runtimeTokens() };
}

/** The hashes of the runtime's modules that headers have, by the ending of imports: they take longer than a \`check\` has. */
function runtimeTokens() {
  return Object.fromEntries(
    ['.js', '.ts', ''].map((extension) => [
      extension,
      Object.fromEntries(runtimeModuleNames().map((name) => [name, tokensHash(runtimeBody(name, extension))])),
    ]),
  );
}

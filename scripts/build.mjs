// `npm run build`: bundles the code into dist/, writes the declarations of the library, the JSON Schema of the config and the
// licenses of the packages that the bundle contains.
import { execFileSync } from 'node:child_process';
import { chmodSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundle } from './bundle.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const dist = join(root, 'dist');

rmSync(dist, { recursive: true, force: true });
const { files, configSchema } = await bundle(dist);
chmodSync(join(dist, 'cli/bin.js'), 0o755);
writeFileSync(join(dist, 'LICENSES.txt'), licenses(files));
writeFileSync(join(root, 'config.schema.json'), `${JSON.stringify(configSchema, null, 2)}\n`);
writeDeclarations();

/** The declarations of the library, without those of files that none of them leads to. */
function writeDeclarations() {
  execFileSync(process.execPath, [join(root, 'node_modules/typescript-7/bin/tsc'), '-p', 'tsconfig.build.json'], {
    cwd: root,
    stdio: 'inherit',
  });
  const needed = new Set([join(dist, 'index.d.ts')]);
  for (const file of needed)
    for (const [, to = ''] of readFileSync(file, 'utf8').matchAll(
      /(?:from |import\()'(\.[^']+)\.js'|import "(\.[^"]+)\.js"/g,
    ))
      if (to !== '') needed.add(resolve(dirname(file), `${to}.d.ts`));
  for (const name of readdirSync(dist, { recursive: true, encoding: 'utf8' })) {
    const file = join(dist, name);
    if (file.endsWith('.d.ts') && !needed.has(file)) rmSync(file);
  }
  removeEmptyFolders(dist);
}

/** @param {string} folder */
function removeEmptyFolders(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true }))
    if (entry.isDirectory()) removeEmptyFolders(join(folder, entry.name));
  if (readdirSync(folder).length === 0) rmSync(folder, { recursive: true });
}

/**
 * The licenses of the packages that files of the bundle come from.
 *
 * @param {readonly string[]} files
 */
function licenses(files) {
  const packages = files.flatMap((file) => /^(?:.*\/)?node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file) ?? []);
  const folders = [...new Set(packages.filter((path) => path.includes('node_modules/')))].sort();
  return folders.map((folder) => `${licenseOf(join(root, folder))}\n`).join('\n');
}

/** @param {string} folder */
function licenseOf(folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
  if (file === undefined) throw new Error(`${name} has no license file`);
  return `${name} ${version} (${license})\n\n${readFileSync(join(folder, file), 'utf8').trim()}\n`;
}

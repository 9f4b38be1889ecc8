// Code that several commands share is split into some hundred small files, each of which takes Node half a millisecond to load.
// What a usual run loads in any case is put together here.
import { rmSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { build } from 'esbuild';

/**
 * Merges the files that entry points load statically, a file for each group, and directs all imports of them there. A program
 * that a process starts with gets copies of what it loads statically. Of the command line, that is little and has no state, so
 * that each merged file gets copies of it, too.
 *
 * @param {object} input
 * @param {string} input.root Of the paths in `outputs`.
 * @param {import('esbuild').Metafile['outputs']} input.outputs
 * @param {readonly string[]} input.programs The outputs that processes start with, that of the command line first.
 * @param {Record<string, readonly string[]>} input.groups The entry points of each merged file, by its name, as their outputs begin.
 * @param {import('esbuild').BuildOptions} input.settings
 */
export async function mergeChunks({ root, outputs, programs, groups, settings }) {
  const files = new Map(
    Object.entries(outputs)
      .filter(([path]) => path.endsWith('.js'))
      .map(([path, { imports, exports }]) => [
        resolve(root, path),
        {
          exports,
          loads: imports.filter(({ kind, external }) => kind === 'import-statement' && external !== true),
        },
      ]),
  );
  /** What a path loads statically, itself included. */
  const closure = (path, found = new Set()) => {
    if (found.has(path)) return found;
    found.add(path);
    for (const { path: other } of files.get(path)?.loads ?? []) closure(resolve(root, other), found);
    return found;
  };
  const programPaths = programs.map((program) => [...files.keys()].find((path) => path.endsWith(program)));
  const copied = closure(programPaths[0]);
  const plan = Object.entries(groups).map(([name, starts]) => {
    const entries = [...files.keys()].filter((path) => starts.some((start) => basename(path).startsWith(`${start}-`)));
    return { entries, outfile: join(dirname(entries[0]), `${name}.js`) };
  });
  /** Where each entry point of a merged file goes; it exports their names as they are. */
  const entryFiles = new Map(plan.flatMap(({ entries, outfile }) => entries.map((path) => [path, outfile])));
  /** Where each merged file went, and what it calls the exports. */
  const merged = new Map();
  for (const { entries, outfile } of plan) {
    const members = [...new Set(entries.flatMap((path) => [...closure(path)]))].filter(
      (path) => !copied.has(path) && !merged.has(path),
    );
    const nameOf = (index, exported) => (entryFiles.has(members[index]) ? exported : `m${index}_${exported}`);
    const contents = members.map((path, index) => {
      const names = files.get(path).exports.map((exported) => `${exported} as ${nameOf(index, exported)}`);
      return `${names.length === 0 ? 'import' : `export { ${names.join(', ')} } from`} ${JSON.stringify(path)};\n`;
    });
    await build({
      ...settings,
      banner: {},
      stdin: { contents: contents.join(''), resolveDir: dirname(outfile) },
      outfile,
      plugins: [redirecting(merged, new Set([...members, ...copied]))],
    });
    for (const [index, path] of members.entries()) merged.set(path, { outfile, nameOf: (name) => nameOf(index, name) });
  }
  const outdir = resolve(root, dirname(dirname(programPaths[0])));
  const rewrite = (paths, own) =>
    build({
      ...settings,
      banner: {},
      entryPoints: paths.map((path) => ({ in: path, out: relative(outdir, path).replace(/\.js$/, '') })),
      outdir,
      allowOverwrite: true,
      plugins: [redirecting(merged, own)],
    });
  for (const path of programPaths) await rewrite([path], closure(path));
  await rewrite(
    [...files.keys()].filter((path) => !merged.has(path) && !programPaths.includes(path)),
    new Set(),
  );
  for (const path of merged.keys()) rmSync(path);

  /** Imports of merged files are those of the file that they are merged into; all others but `own` stay imports. */
  function redirecting(merged, own) {
    const outside = (path, folder) => {
      const way = relative(folder, path).replaceAll('\\', '/');
      return { path: way.startsWith('.') ? way : `./${way}`, external: true };
    };
    return {
      name: 'redirecting',
      setup({ onResolve, onLoad }) {
        onResolve({ filter: /\.js$/ }, ({ path: specifier, kind, resolveDir, namespace, pluginData }) => {
          if (namespace === 'merged') return outside(specifier, pluginData.folder);
          const path = resolve(resolveDir, specifier);
          if (!files.has(path)) return undefined;
          if (kind === 'entry-point' || (kind !== 'dynamic-import' && own.has(path))) return { path };
          if (kind === 'dynamic-import') return outside(entryFiles.get(path) ?? path, resolveDir);
          if (merged.has(path))
            // Another folder leads there by another way.
            return { path: `${resolveDir}?${path}`, namespace: 'merged', pluginData: { path, folder: resolveDir } };
          return outside(path, resolveDir);
        });
        onLoad({ filter: /./, namespace: 'merged' }, ({ pluginData }) => {
          const { outfile, nameOf } = merged.get(pluginData.path);
          const names = files.get(pluginData.path).exports.map((name) => `${nameOf(name)} as ${name}`);
          const from = JSON.stringify(outfile);
          const contents = names.length === 0 ? `import ${from}` : `export { ${names.join(', ')} } from ${from}`;
          return { contents, pluginData };
        });
      },
    };
  }
}

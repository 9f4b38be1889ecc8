import { importedNames, type ImportedName } from './imported-names.js';
import type { ModuleMention } from './module-mentions.js';
import type { NameIndex } from './name-index.js';
import { placeOf, type ParsedFile } from './parse-user-file.js';
import type { Edit, Splice } from './splice.js';
import type { GeneratedModule, MergeRemark } from './user-file.js';

/** What brings a file's imported names into agreement with what modules export, and what cannot be. */
interface NameEdits {
  readonly edits: readonly Edit[];
  readonly remarks: readonly MergeRemark[];
}

/** Renames imports that have new names in the generated modules, and reports missing ones. */
export function nameEdits(mentions: readonly ModuleMention[], parsed: ParsedFile, index: NameIndex): NameEdits {
  const byModule = new Map<GeneratedModule, { readonly literal: string; readonly names: ImportedName[] }>();
  for (const mention of mentions) {
    const { module } = mention.target;
    if (module === undefined) continue;
    const known = byModule.get(module) ?? { literal: mention.target.specifier, names: [] };
    known.names.push(...importedNames(mention, parsed, index));
    byModule.set(module, known);
  }
  const all = [...byModule].map(([module, { literal, names }]) => editsOf(module, literal, names, parsed));
  return { edits: all.flatMap(({ edits }) => edits), remarks: all.flatMap(({ remarks }) => remarks) };
}

function editsOf(
  module: GeneratedModule,
  specifier: string,
  names: readonly ImportedName[],
  parsed: ParsedFile,
): NameEdits {
  const { exports, renamed } = module;
  // Where one type took over the name of another, only a name that is gone shows that the file is of the time before.
  const isOld = names.some(({ name }) => !exports.has(name));
  const edits = new Map<string, { readonly to: string; readonly splices: Splice[]; isAlias: boolean }>();
  const remarks: MergeRemark[] = [];
  for (const imported of names) {
    const { name, node } = imported;
    const to = renamed.get(name);
    if (exports.has(name) && (to === undefined || !isOld)) continue;
    if (to === undefined || !exports.has(to)) {
      const message = `${name} is no longer exported by '${specifier}'`;
      remarks.push({ kind: 'import-missing', message, ...placeOf(parsed, node.getStart(parsed.source)) });
      continue;
    }
    const edit = edits.get(name) ?? { to, splices: [], isAlias: false };
    const { splices, isAlias } = imported.rename(to);
    for (const splice of splices) {
      // A local name that two imports declare is found from either.
      if (!edit.splices.some(({ start }) => start === splice.start)) edit.splices.push(splice);
    }
    edit.isAlias ||= isAlias;
    edits.set(name, edit);
  }
  return {
    edits: [...edits].map(([name, { to, splices, isAlias }]) => ({
      summary: renameSummary(name, to, splices, isAlias),
      splices,
    })),
    remarks,
  };
}

function renameSummary(name: string, to: string, splices: readonly Splice[], isAlias: boolean): string {
  const places = splices.length === 1 ? '1 place' : `${splices.length} places`;
  return isAlias && splices.length === 1 ? `imported ${to} as ${name}` : `renamed ${name} to ${to} (${places})`;
}

import { byCodePoint } from '../diagnostics/by-code-point.js';
import { upperFirst } from './identifiers.js';
import { stringLiteral } from './source-text.js';
import type { ModuleDeclarations } from './module-declarations.js';
import { asItIs, printLayout } from './print-layout.js';
import {
  group,
  hardline,
  ifBroken,
  indent,
  join,
  line,
  namesIn,
  WIDTH,
  type ImportedFrom,
  type Layout,
  type Name,
} from './text-layout.js';

/** A name that a module imports. */
export interface ModuleImport extends ImportedFrom {
  readonly name: string;
  /** What the module calls it; the same as `name` where that is free. */
  readonly as: string;
}

/** The printed parts of a module, and what they import. */
export interface ModuleText<Part extends string> {
  readonly imports: readonly ModuleImport[];
  readonly parts: Readonly<Record<Part, string>>;
}

/**
 * Prints the parts of a module. What they import is resolved once, here: an import whose name the module needs for
 * something else (`declared`, and every name in the parts that is not imported) gets another.
 */
export function printModule<Part extends string>(
  parts: Readonly<Record<Part, Layout>>,
  declared: readonly string[] = [],
): ModuleText<Part> {
  return printParts(parts, Object.values<Layout>(parts).flatMap(namesIn), declared);
}

/** The same for a module in which declarations are added to the parts: those of them that the parts use. */
export function printWithDeclarations<Part extends string>(
  parts: Readonly<Record<Part, Layout>>,
  declarations: ModuleDeclarations,
  declared: readonly string[],
): ModuleText<Part | 'tables' | 'functions'> {
  const { tables, functions, names } = declarations.usedBy(...Object.values<Layout>(parts));
  const added = { tables: join(hardline, tables), functions: join([hardline, hardline], functions) };
  return printParts({ ...parts, ...added }, names, declared);
}

/** `used`: the names in the parts. */
function printParts<Part extends string>(
  parts: Readonly<Record<Part, Layout>>,
  used: readonly Name[],
  declared: readonly string[],
): ModuleText<Part> {
  const taken = new Set(declared);
  const wanted = new Map<string, Map<string, ImportedFrom>>();
  for (const { name, from } of used) {
    if (from === undefined) taken.add(name);
    else {
      const names = wanted.get(from.module) ?? new Map<string, ImportedFrom>();
      if (names.size === 0) wanted.set(from.module, names);
      // Imported as a value, it serves as a type too.
      if (names.get(name)?.typeOnly !== false) names.set(name, from);
    }
  }
  const imports: ModuleImport[] = [];
  const spellings = new Map<string, Map<string, string>>();
  for (const [module, names] of [...wanted].sort(byKey)) {
    const spelled = new Map<string, string>();
    for (const [name, from] of [...names].sort(byKey)) {
      let as = name;
      if (taken.has(as)) as = from.typeOnly ? `${upperFirst(name)}Type` : `${name}_`;
      while (taken.has(as)) as += '_';
      taken.add(as);
      spelled.set(name, as);
      imports.push({ module, typeOnly: from.typeOnly, name, as });
    }
    spellings.set(module, spelled);
  }
  const spell = imports.every(({ name, as }) => as === name)
    ? asItIs
    : ({ name, from }: Name): string => (from === undefined ? name : (spellings.get(from.module)?.get(name) ?? name));
  const printed = Object.entries<Layout>(parts).map(([part, layout]) => [part, printLayout(layout, WIDTH, spell)]);
  return {
    imports,
    // The same keys as those of `parts`.
    parts: Object.fromEntries(printed) as Record<Part, string>,
  };
}

function byKey([one]: readonly [string, unknown], [other]: readonly [string, unknown]): number {
  return one < other ? -1 : 1;
}

/** The import statements of a module, one for each module that it imports, those farther away first. */
export function importStatements(imports: readonly ModuleImport[], extension: string): string {
  return statements('import', imports, extension);
}

/** The same for names that a module passes on. */
export function exportStatements(exports: readonly ModuleImport[], extension: string): string {
  return statements('export', exports, extension);
}

function statements(verb: Verb, imports: readonly ModuleImport[], extension: string): string {
  const modules = new Map<string, ModuleImport[]>();
  for (const one of imports) {
    const names = modules.get(one.module);
    if (names === undefined) modules.set(one.module, [one]);
    else names.push(one);
  }
  return [...modules]
    .sort(byKey)
    .map(([module, names]) => `${printLayout(statement(verb, `${module}${extension}`, names.sort(byName)))}\n`)
    .join('');
}

type Verb = 'import' | 'export';

function statement(verb: Verb, module: string, names: readonly ModuleImport[]): Layout {
  const areTypes = names.every(({ typeOnly }) => typeOnly);
  const listed = names.map(({ name, as, typeOnly }) => {
    const specifier = name === as ? name : `${name} as ${as}`;
    return typeOnly && !areTypes ? `type ${specifier}` : specifier;
  });
  const keyword = areTypes ? `${verb} type {` : `${verb} {`;
  const end = `} from ${stringLiteral(module)};`;
  const flat = `${keyword} ${listed.join(', ')} ${end}`;
  // A single name is not worth lines of its own.
  if (listed.length === 1 || flat.length <= WIDTH) return flat;
  return group(keyword, indent(line, join([',', line], listed)), ifBroken(','), line, end);
}

function byName(one: ModuleImport, other: ModuleImport): number {
  return byCodePoint(one.name.toLowerCase(), other.name.toLowerCase());
}

import { groupBy } from '../diagnostics/group-by.js';
import { byCodePoint } from '../diagnostics/by-code-point.js';
import { upperFirst } from './identifiers.js';
import { stringLiteral } from './source-text.js';
import { ModuleDeclarations } from './module-declarations.js';
import { asItIs, printLayout, printNamedLayout, type Spell } from './print-layout.js';
import {
  group,
  ifBroken,
  indent,
  join,
  line,
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

/** Text under the names of its parts, and the names in it. */
interface NamedParts<Part extends string> {
  readonly texts: Readonly<Record<Part, string>>;
  readonly names: readonly Name[];
}

/** The parts of a module as layouts. */
type Parts<Part extends string> = Readonly<Record<Part, Layout>>;

/**
 * Prints the parts of a module. What they import is resolved once, here: an import whose name the module needs for
 * something else (`declared`, and every name in the parts that is not imported) gets another.
 */
export function printModule<Part extends string>(
  parts: Parts<Part>,
  declared: readonly string[] = [],
): ModuleText<Part> {
  return withImports(declared, (spell) => printParts(parts, spell));
}

/**
 * The same for a module in which declarations are added to the parts: those of them that the parts use. Of `reserved`
 * names there are no declarations.
 */
export function printWithDeclarations<Part extends string>(
  declared: readonly string[],
  makeParts: (declarations: ModuleDeclarations) => Parts<Part>,
  reserved = declared,
): ModuleText<Part | 'tables' | 'functions'> {
  return withImports(declared, (spell) => {
    const declarations = new ModuleDeclarations(reserved, spell);
    const { texts, names: ownNames } = printParts(makeParts(declarations), spell);
    const { tables, functions, names } = declarations.usedBy(ownNames);
    return { texts: { ...texts, tables: tables.join('\n'), functions: functions.join('\n\n') }, names };
  });
}

function printParts<Part extends string>(parts: Parts<Part>, spell: Spell): NamedParts<Part> {
  const printed = Object.entries<Layout>(parts).map(
    ([part, layout]) => [part, printNamedLayout(layout, spell)] as const,
  );
  const texts = Object.fromEntries(printed.map(([part, { text }]) => [part, text]));
  // The same keys as those of `parts`.
  return { texts: texts as Record<Part, string>, names: printed.flatMap(([, { names }]) => names) };
}

/** Prints a module as if no import had to be renamed, and once more if one has to. */
function withImports<Part extends string>(
  declared: readonly string[],
  print: (spell: Spell) => NamedParts<Part>,
): ModuleText<Part> {
  const { texts, names } = print(asItIs);
  const imports = importsOf(names, declared);
  const renamed = imports.filter(({ name, as }) => as !== name);
  if (renamed.length === 0) return { imports, parts: texts };
  const spellings = new Map(renamed.map(({ module, name, as }) => [`${module} ${name}`, as]));
  const spell: Spell = ({ name, from }) =>
    from === undefined ? name : (spellings.get(`${from.module} ${name}`) ?? name);
  return { imports, parts: print(spell).texts };
}

/** What a module imports in which names are used. */
function importsOf(used: readonly Name[], declared: readonly string[]): readonly ModuleImport[] {
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
  for (const [module, names] of [...wanted].sort(byKey)) {
    for (const [name, from] of [...names].sort(byKey)) {
      let as = name;
      if (taken.has(as)) as = from.typeOnly ? `${upperFirst(name)}Type` : `${name}_`;
      while (taken.has(as)) as += '_';
      taken.add(as);
      imports.push({ module, typeOnly: from.typeOnly, name, as });
    }
  }
  return imports;
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
  return [...groupBy(imports, ({ module }) => module)]
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

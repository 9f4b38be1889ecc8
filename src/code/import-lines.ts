import { stringLiteral } from './source-text.js';

/** The names that a file imports, by module: values plain, types with `type ` before them. */
export class ImportLines {
  private readonly modules = new Map<string, Set<string>>();

  add(module: string, ...names: readonly string[]): this {
    const known = this.modules.get(module) ?? new Set();
    for (const name of names) known.add(name);
    this.modules.set(module, known);
    return this;
  }

  /** One statement a module, those farther away first; broken over lines past 100 columns. */
  print(): string {
    const modules = [...this.modules].sort(([a], [b]) => (a < b ? -1 : 1));
    return modules
      .flatMap(([module, names]) => (names.size === 0 ? [] : [statement(module, [...names].sort(byName))]))
      .join('');
  }
}

function statement(module: string, names: readonly string[]): string {
  const allTypes = names.every((name) => name.startsWith('type '));
  const listed = allTypes ? names.map((name) => name.slice('type '.length)) : names;
  const keyword = allTypes ? 'import type' : 'import';
  const from = `from ${stringLiteral(module)};\n`;
  const line = `${keyword} { ${listed.join(', ')} } ${from}`;
  return line.length <= 101 ? line : `${keyword} {\n${listed.map((name) => `  ${name},\n`).join('')}} ${from}`;
}

function byName(a: string, b: string): number {
  const left = a.replace(/^type /, '').toLowerCase();
  const right = b.replace(/^type /, '').toLowerCase();
  return left < right ? -1 : left > right ? 1 : 0;
}

import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import Handlebars from 'handlebars';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { templateFile, templateTitles, isTemplateName } from '../../src/emit/templates.js';

const source = ts.createSourceFile(
  'template-data.ts',
  readFileSync(fileURLToPath(new URL('../../src/emit/template-data.ts', import.meta.url)), 'utf8'),
  ts.ScriptTarget.Latest,
  true,
);

interface Member {
  readonly name: string;
  readonly type: string;
  readonly doc: string;
}

/** The members of the interfaces of template-data.ts, with their doc comments. */
const interfaces: ReadonlyMap<string, readonly Member[]> = new Map(
  source.statements.filter(ts.isInterfaceDeclaration).map((declaration) => [
    declaration.name.text,
    declaration.members.filter(ts.isPropertySignature).map((member) => ({
      name: ts.isStringLiteral(member.name) ? member.name.text : member.name.getText(),
      type: member.type?.getText() ?? '',
      doc: docOf(member),
    })),
  ]),
);

function docOf(node: ts.Node): string {
  const [doc] = ts.getJSDocCommentsAndTags(node);
  return doc === undefined ? '' : (ts.getTextOfJSDocComment(doc.comment) ?? '');
}

const templates = (interfaces.get('TemplateData') ?? []).filter(({ name }) => isTemplateName(name));

/** The names that a template reads, in blocks and helpers too. */
function namesIn(text: string): ReadonlySet<string> {
  const names = new Set<string>();
  class Names extends Handlebars.Visitor {
    override PathExpression({ original }: hbs.AST.PathExpression): void {
      names.add(original.replace(/\.length$/, ''));
    }
  }
  new Names().accept(Handlebars.parse(text));
  return names;
}

test('every template of the package has its data described', () => {
  expect(templates.map(({ name }) => name).sort()).toEqual(Object.keys(templateTitles).sort());
});

describe.each(templates)('the template $name', ({ name, type }) => {
  test('reads all of its data and nothing else', () => {
    const words = new Set(['if', 'each', ...(name.startsWith('handler') ? ['this', 'discriminant'] : [])]);
    const read = isTemplateName(name) ? namesIn(readFileSync(templateFile(name), 'utf8')) : new Set<string>();
    // Whether a test is for jest is told by the template it is made of, where that is for another runner.
    const spare = name === 'handler.test.node' ? ['jest'] : [];
    expect([...read, ...spare].filter((one) => !words.has(one)).sort()).toEqual(
      (interfaces.get(type) ?? []).map((member) => member.name).sort(),
    );
  });
});

test('docs/templates.md lists the data as the types have it', async () => {
  const page = readFileSync(fileURLToPath(new URL('../../docs/templates.md', import.meta.url)), 'utf8');
  const [prose] = page.split('\n## The data\n', 1);
  await expect(`${prose ?? ''}\n## The data\n\n${dataText()}`).toMatchFileSnapshot('../../docs/templates.md');
});

/** A table for each type of data; templates that share one share its table. */
function dataText(): string {
  const types = [...new Set(templates.map(({ type }) => type))];
  return types
    .map((type) => {
      const users = templates.filter((template) => template.type === type);
      const heading = users.map(({ name }) => `\`${name}\``).join(', ');
      const titles = users.map(({ doc }) => doc).join('\n');
      return `### ${heading}\n\n${titles}\n\n${table(type)}`;
    })
    .join('\n');
}

function table(type: string): string {
  const rows = (interfaces.get(type) ?? []).map(
    ({ name, type: shown, doc }) => `| \`${name}\` | ${shapeOf(shown)} | ${doc} |\n`,
  );
  return `| name | type | what it is |\n| --- | --- | --- |\n${rows.join('')}`;
}

function shapeOf(type: string): string {
  const branch = (interfaces.get('HandlerBranchData') ?? []).map(
    ({ name, doc }) => `\`${name}\` (${doc.replace(/\.$/, '')})`,
  );
  return type.includes('HandlerBranchData')
    ? `list or null; each has ${branch.join(' and ')}`
    : type.replace(/^readonly (\w+)\[\]$/, 'list of $1').replace(' | ', ' or ');
}

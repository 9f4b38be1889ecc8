import { parse } from '@cdktf/hcl2json';
import { expect, test } from 'vitest';
import { printTerraform } from '../../src/infra/print/terraform.js';
import { dataOf, isUnknown, itemsOf, type TemplateNode } from '../../src/infra/template/node.js';
import { readHcl, type HclBlockNode } from '../../src/infra/template/terraform/read-hcl.js';
import { stackOfAll } from './stack-of.js';

function blocksIn(text: string): readonly HclBlockNode[] {
  const read = readHcl(text);
  if (!read.ok) expect.fail(`${read.at.line}: ${read.message}`);
  return read.blocks;
}

/** What is known in a node and differs from what the genuine parser reads; that one has every block in a list. */
function differencesIn(node: TemplateNode, genuine: unknown, path: string): readonly string[] {
  // What a function makes is a text of the other.
  if (typeof genuine === 'string' && genuine.startsWith('${')) return [];
  if (node.kind === 'map') {
    const [body] = Array.isArray(genuine) ? (genuine as readonly unknown[]) : [genuine];
    const entries = body as Readonly<Record<string, unknown>>;
    return [...node.entries].flatMap(([name, entry]) => differencesIn(entry, entries[name], `${path}.${name}`));
  }
  if (node.kind === 'list' && Array.isArray(genuine))
    return itemsOf(node).flatMap((item, index) => differencesIn(item, genuine[index] as unknown, `${path}.${index}`));
  if (isUnknown(node)) return [];
  // The other keeps what escapes the beginning of an expression.
  const known = typeof genuine === 'string' ? genuine.replaceAll(/([$%])\1\{/g, '$1{') : genuine;
  const [own, other] = [dataOf(node), known].map((value) => JSON.stringify(value));
  return own === other ? [] : [`${path}: ${own ?? ''} for ${other ?? 'nothing'}`];
}

async function differences(text: string): Promise<readonly string[]> {
  const { resource = {} } = (await parse('main.tf', text)) as {
    readonly resource?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  };
  const own = blocksIn(text).filter(({ type }) => type === 'resource');
  const addresses = Object.entries(resource).flatMap(([type, all]) =>
    Object.keys(all).map((name) => `${type}.${name}`),
  );
  expect(own.map(({ labels }) => labels.join('.')).toSorted()).toEqual(addresses.toSorted());
  return own.flatMap(({ labels: [type = '', name = ''], body }) => differencesIn(body, resource[type]?.[name], name));
}

/** Ways to write HCL that a reader of lines would get wrong. */
const TRICKY = `
# a comment with a { in it
resource aws_thing "a" { name = "one line" }
resource "aws_thing" "b" {
  escaped   = "a \\"quoted\\" \\\\ \\t text with $\${not} %%{this} and # no comment"
  number    = -1.5e3   // a comment
  flag      = true     /* another
                          one */
  list      = [1, "two", [true, ], { a = 1 },]
  object    = { "quoted key" : "x", plain = "y"
    other = 3
  }
  heredoc   = <<EOT
{ "Version": "2012-10-17" }
EOT
  indented  = <<-EOT
    a \\n is two signs
    \${var.x} "}"
    EOT
  computed  = var.a == 1 ? "}" : (
    "]"
  )
  loop      = { for name, value in var.map : name => "\${value}}" if value != "{" }
  loops     = [for name in var.names : upper("[\${name}")]
  called    = merge({ a = "{" }, local.tags)
  template  = "\${var.prefix}-%{ if var.x }yes%{ else }no%{ endif }"
  nothing   = null
  block {
    nested {
      value = 1
    }
  }
  twice { value = "first" }
  twice { value = "second" }
  after     = "the end"
}
resource "aws_thing" "empty" {}
`;

test('what is read of all features is what the genuine parser reads', async () => {
  expect(await differences(printTerraform(stackOfAll()))).toEqual([]);
});

test('what is read of tricky texts is what the genuine parser reads', async () => {
  expect(await differences(TRICKY)).toEqual([]);
  const [, b] = blocksIn(TRICKY);
  expect([...(b?.body.entries.keys() ?? [])]).toEqual([
    ...['escaped', 'number', 'flag', 'list', 'object', 'heredoc', 'indented', 'computed', 'loop', 'loops', 'called'],
    ...['template', 'nothing', 'block', 'twice', 'after'],
  ]);
});

test.each([
  ['resource "a" "b" {\n  x = "open\n}', 'a text is not closed'],
  ['resource "a" "b" {\n  x = 1\n  x = 2\n}', '3: "x" is set twice'],
  ['resource "a" "b" {\n  x = f(1\n', 'a bracket is not closed'],
  [`a {\n  x = ${'['.repeat(200)}`, 'nested too deeply'],
  [`a {\n  x = ${'"${'.repeat(200)}`, 'nested too deeply'],
  [`a {\n  x = ${'jsonencode('.repeat(200)}`, 'nested too deeply'],
  ['a {'.repeat(200), 'nested too deeply'],
  ['resource "a" {', '"}" is missing'],
])('%j is refused', (text, message) => {
  const read = readHcl(text);
  expect(read.ok ? 'read' : `${read.at.line}: ${read.message}`).toContain(message);
});

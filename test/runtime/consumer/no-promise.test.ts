import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { expect, test } from 'vitest';

const runtime = fileURLToPath(new URL('../../../src/runtime', import.meta.url));

/** Whether a record comes again is up to Lambda: retries end, a destination takes it, an offset is committed. */
const PROMISE =
  /\bre-?(?:deliver|tr(?:y\b|ies\b|ied\b)|process|send|sent|queue)|\b(?:deliver|sent?d?|com(?:es?|ing)|arrives?|tr(?:y|ied)|handled) (?:it |them )?(?:once more|again|later|back)\b|\bwill be\b|\bnext (?:delivery|invocation|batch)\b/i;

/** The literals of a module, whole: of a template, its fixed parts. */
function literalsOf(path: string): readonly string[] {
  const file = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest);
  const literals: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isTemplateExpression(node))
      literals.push([node.head, ...node.templateSpans.map(({ literal }) => literal)].map(({ text }) => text).join('…'));
    else if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) literals.push(node.text);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return literals;
}

test.each([
  'Lambda will deliver it again',
  'the record is retried',
  'it comes again with the next batch',
  'handed back: redelivery follows',
])('a promise is found: %s', (message) => {
  expect(message).toMatch(PROMISE);
});

test('no message of the consumer promises that a record is delivered again', () => {
  const files = readdirSync(runtime, { recursive: true, encoding: 'utf8' })
    // The simulator is for tests, and says what Lambda's model does.
    .filter((name) => name.endsWith('.ts') && !name.startsWith('simulate'))
    .map((name) => join(runtime, name));

  const messages = files.flatMap(literalsOf).filter((text) => text.includes(' '));

  expect(messages.length).toBeGreaterThan(200);
  expect(messages.filter((text) => PROMISE.test(text))).toEqual([]);
});

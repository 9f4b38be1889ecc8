import { describe, expect, test } from 'vitest';
import { mergeUserFile } from '../../src/merge/merge-user-file.js';
import type { HandlerBranch } from '../../src/merge/user-file.js';
import { fresh, known, shopFile } from './shop-file.js';

const imports = "import { consumeOrders } from './consumer.js';\nimport { NotHandledError } from './consumer.js';\n";
const branches = [known('shop.A'), fresh('shop.C')];
const threeTypes = [known('shop.A'), known('shop.B'), fresh('shop.C')];

/** Merges the lines of a switch into a handler that imports all it needs; gives its lines back. */
function merged(lines: readonly string[], given?: readonly HandlerBranch[], property = '$type') {
  const types = given ?? (lines.some((line) => line.includes('shop.B')) ? threeTypes : branches);
  const before = imports + lines.join('\n');
  const file = shopFile({ branches: types, property });
  const { text, ...rest } = mergeUserFile(file, before);
  expect(text.startsWith(imports)).toBe(true);
  expect(mergeUserFile(file, text)).toMatchObject({ text, edits: [] });
  return { lines: text.slice(imports.length).split('\n'), ...rest };
}

const added = { edits: ["added a case for 'shop.C'"], remarks: [] };

describe('a new type gets a case', () => {
  test('before the default and the comment above it, after the comment behind the last case', () => {
    expect(
      merged([
        'switch (event.$type) {',
        "  case 'shop.A': break;",
        "  case 'shop.B': break; /* the",
        '  last */ // one',
        '  // None of these:',
        '  default: event satisfies never;',
        '}',
      ]),
    ).toEqual({
      lines: [
        'switch (event.$type) {',
        "  case 'shop.A': break;",
        "  case 'shop.B': break; /* the",
        '  last */ // one',
        "  case 'shop.C': throw new NotHandledError('shop.C');",
        '  // None of these:',
        '  default: event satisfies never;',
        '}',
      ],
      ...added,
    });
  });

  test.each([
    [
      "switch (t.$type) { case 'shop.A': return a() }",
      "return a(); case 'shop.C': throw new NotHandledError('shop.C'); }",
    ],
    ["switch (t.$type) { case 'shop.A': a(); break }", "break; case 'shop.C': throw new NotHandledError('shop.C'); }"],
    [
      "switch (t.$type) { case 'shop.A': return a(); }",
      "return a(); case 'shop.C': throw new NotHandledError('shop.C'); }",
    ],
    [
      "switch (t.$type) { case 'shop.A': { a(); break } }",
      "{ a(); break } case 'shop.C': throw new NotHandledError('shop.C'); }",
    ],
    [
      "switch (t.$type) { case 'shop.A': return a() /* a */ }",
      "return a() /* a */; case 'shop.C': throw new NotHandledError('shop.C'); }",
    ],
  ])('in a switch on one line, with or without a last semicolon: %s', (line, end) => {
    const head = 'function f(t: OrdersValue) { ';
    const { lines, ...rest } = merged([`${head}${line} }`]);
    expect(rest).toEqual(added);
    expect(lines.join('\n')).toContain(end);
  });

  test.each([
    ['a constant', 'const type = event.$type; switch (type)'],
    ['a destructured tag', 'const { $type } = record.value; switch ($type)'],
    ['a tag destructured under another name', "const { '$type': kind } = event; switch (kind)"],
    ['a parameter of the tag’s type', "function f(t: OrdersValue['$type']) { switch (t)"],
    ['brackets', "switch (event['$type'])"],
    ['a cast', 'switch ((record.value!).$type as string)'],
    ['a parameter that is destructured', 'async function g({ value: { $type: t } }: R) { switch (t)'],
  ])('in a switch over %s', (_, head) => {
    const tail = head.includes('function') ? '}}' : '}';
    expect(merged([`${head} {`, "  case 'shop.A':", '    a();', '    break;', tail])).toEqual({
      lines: [
        `${head} {`,
        "  case 'shop.A':",
        '    a();',
        '    break;',
        "  case 'shop.C':",
        "    throw new NotHandledError('shop.C');",
        tail,
      ],
      ...added,
    });
  });

  test('where no other case can run into it, or it into them', () => {
    expect(
      merged([
        'switch (event.$type) {',
        "  case 'shop.A':",
        '    return a();',
        "  case 'shop.B':",
        '  default:',
        '    return assertNever(event);',
        '}',
      ]).lines,
    ).toEqual([
      'switch (event.$type) {',
      "  case 'shop.A':",
      '    return a();',
      "  case 'shop.C':",
      "    throw new NotHandledError('shop.C');",
      "  case 'shop.B':",
      '  default:',
      '    return assertNever(event);',
      '}',
    ]);
  });

  test('at the top where every other place is one that a case runs through', () => {
    expect(
      merged(['switch (event.$type) {', '', "  case 'shop.A':", '    a();', "  case 'shop.B':", '    b();', '}']).lines,
    ).toEqual([
      'switch (event.$type) {',
      "  case 'shop.C':",
      "    throw new NotHandledError('shop.C');",
      '',
      "  case 'shop.A':",
      '    a();',
      "  case 'shop.B':",
      '    b();',
      '}',
    ]);
  });

  test('at the end where the default comes first', () => {
    const head = [
      'switch (event.$type) {',
      '  default:',
      '    throw new UnreachableError(event);',
      "  case 'shop.A':",
      '    return a();',
    ];
    expect(merged([...head, '}']).lines).toEqual([
      ...head,
      "  case 'shop.C':",
      "    throw new NotHandledError('shop.C');",
      '}',
    ]);
  });

  test('on the line of the others where all stands on one', () => {
    expect(
      merged(["switch (event.$type) { case 'shop.A': return a(); default: { const x: never = event } }"]).lines,
    ).toEqual([
      "switch (event.$type) { case 'shop.A': return a(); case 'shop.C': throw new NotHandledError('shop.C'); default: { const x: never = event } }",
    ]);
  });

  test('with the braces, the indentation and the empty lines of the others', () => {
    expect(
      merged([
        'switch (event.$type) {',
        "\tcase 'shop.A': {",
        '\t\t\ta();',
        '\t\t\tbreak;',
        '\t}',
        '',
        "\tcase 'shop.B': {",
        '\t\t\tb();',
        '\t\t\tbreak;',
        '\t}',
        '}',
      ]).lines.slice(-6),
    ).toEqual(['\t}', '', "\tcase 'shop.C': {", "\t\t\tthrow new NotHandledError('shop.C');", '\t}', '}']);
  });

  test('in every switch of the file that means to be complete', () => {
    const one = (name: string) => [
      `function ${name}(event: OrdersValue) {`,
      '  switch (event.$type) {',
      "    case 'shop.A':",
      '      return 1;',
      '    default:',
      '      event satisfies never;',
      '  }',
      '}',
    ];
    const result = merged([...one('first'), ...one('second')]);
    expect(result.lines.filter((line) => line.includes("case 'shop.C'"))).toHaveLength(2);
    expect(result.edits).toEqual(["added a case for 'shop.C'", "added a case for 'shop.C'"]);
  });

  test('told apart by a number, a boolean or null, and by quotes inside its name', () => {
    const types = [
      { value: 1, literal: '1', isNew: false },
      { value: -2, literal: '-2', isNew: true },
      { value: true, literal: 'true', isNew: true },
      { value: null, literal: 'null', isNew: true },
      { value: `it's "so"`, literal: `'it\\'s "so"'`, isNew: true },
    ];
    expect(merged(['switch (event.kind) {', '  case 1:', '    return;', '}'], types, 'kind').lines).toEqual([
      'switch (event.kind) {',
      '  case 1:',
      '    return;',
      '  case -2:',
      '    throw new NotHandledError(-2);',
      '  case true:',
      '    throw new NotHandledError(true);',
      '  case null:',
      '    throw new NotHandledError(null);',
      `  case 'it\\'s "so"':`,
      `    throw new NotHandledError('it\\'s "so"');`,
      '}',
    ]);
  });

  test('once: cases are known by constants of the file too', () => {
    const lines = [
      "const Types = { c: 'shop.C' } as const;",
      'switch (event.$type) {',
      "  case 'shop.A': break;",
      '  case Types.c: break;',
      '}',
    ];
    expect(merged(lines)).toEqual({ lines, edits: [], remarks: [] });
  });
});

describe('the import of NotHandledError', () => {
  const lines = ['switch (event.$type) {', '  case "shop.A": break', '}'];
  const file = shopFile({ branches });

  function importOf(...head: readonly string[]): readonly string[] {
    const { text, remarks } = mergeUserFile(file, [...head, ...lines].join('\n'));
    expect(remarks).toEqual([]);
    expect(mergeUserFile(file, text)).toEqual({ text, edits: [], remarks: [] });
    return text
      .split('\n')
      .slice(0, -1)
      .filter((line) => !line.startsWith('switch') && !line.includes('shop.A'));
  }

  test.each([
    [
      'is added to the import of its module, in its layout',
      ['import {', '\tconsumeOrders as C, // consuming', '} from "./consumer.js"'],
      [
        'import {',
        '\tconsumeOrders as C,',
        '\tNotHandledError, // consuming',
        '} from "./consumer.js"',
        '  case "shop.C": throw new NotHandledError("shop.C")',
      ],
    ],
    [
      'is not needed where the whole module is imported',
      ['import * as errors from "../_runtime/errors.js"', 'import { consumeOrders } from "./consumer.js"'],
      [
        'import * as errors from "../_runtime/errors.js"',
        'import { consumeOrders } from "./consumer.js"',
        '  case "shop.C": throw new errors.NotHandledError("shop.C")',
      ],
    ],
    [
      'is known by the name that the file gave it',
      [
        'import { NotHandledError as Unknown } from "../_runtime/errors.js"',
        'import { consumeOrders } from "./consumer.js"',
      ],
      [
        'import { NotHandledError as Unknown } from "./consumer.js"',
        'import { consumeOrders } from "./consumer.js"',
        '  case "shop.C": throw new Unknown("shop.C")',
      ],
    ],
    [
      'gets another name where its own is taken, and stays out of an import of types',
      [
        'import type { DecodeError } from "../_runtime/errors.js"',
        'import { consumeOrders } from "./consumer.js" // wired',
        'class NotHandledError {}',
      ],
      [
        'import type { DecodeError } from "./consumer.js"',
        'import { consumeOrders, NotHandledError as RecordNotHandledError } from "./consumer.js" // wired',
        'class NotHandledError {}',
        '  case "shop.C": throw new RecordNotHandledError("shop.C")',
      ],
    ],
  ])('%s', (_, head, expected) => {
    expect(importOf(...head)).toEqual(expected);
  });

  test('is not made in a file that has no imports: what is to be added is shown', () => {
    const text =
      'const { consumeOrders } = require("./consumer.js")\nswitch (event.$type) {\n  case "shop.A": break\n}\n';
    expect(mergeUserFile(file, text)).toEqual({
      text,
      edits: [],
      remarks: [
        {
          kind: 'manual-edit-needed',
          message: "no case was added for 'shop.C': NotHandledError cannot be imported here",
          line: 2,
          column: 1,
          paste:
            'import { NotHandledError } from "./consumer.js"\n\ncase "shop.C":\n  throw new NotHandledError("shop.C")',
        },
      ],
    });
  });
});

describe('a switch is left alone', () => {
  const untouched = (...lines: readonly string[]) => ({ lines, edits: [] });

  test('inside another over the same types, which sees to them', () => {
    const inner = [
      '      switch (event.$type) {',
      "        case 'shop.A':",
      '          break;',
      '      }',
      '      break;',
    ];
    const { lines } = merged(['switch (event.$type) {', "    case 'shop.A':", ...inner, '}']);
    expect(lines).toEqual([
      'switch (event.$type) {',
      "    case 'shop.A':",
      ...inner,
      "    case 'shop.C':",
      "      throw new NotHandledError('shop.C');",
      '}',
    ]);
  });

  test('over another union with the same property', () => {
    const lines = ['switch (event.method.$type) {', "  case 'shop.Card': break;", '}'];
    expect(merged(lines, [known('shop.A'), known('shop.B')])).toEqual({ ...untouched(...lines), remarks: [] });
  });

  test('with a case that only running tells', () => {
    const lines = ['switch (event.$type) {', "  case 'shop.A': break;", '  case current(): break;', '}'];
    expect(merged(lines)).toEqual({
      ...untouched(...lines),
      remarks: [
        {
          kind: 'manual-edit-needed',
          message: "no case was added for 'shop.C': a case of the switch is computed at run time",
          line: 3,
          column: 1,
          paste: "case 'shop.C':\n  throw new NotHandledError('shop.C');",
        },
      ],
    });
  });

  test('that passes over what has no case', () => {
    const lines = ['switch (event.$type) {', "  case 'shop.A': break;", '}'];
    expect(merged(lines, threeTypes)).toEqual({
      ...untouched(...lines),
      remarks: [
        {
          kind: 'manual-edit-needed',
          message: "no case was added for 'shop.C': the switch ignores record types without a case",
          line: 3,
          column: 1,
          paste: "case 'shop.C':\n  throw new NotHandledError('shop.C');",
        },
      ],
    });
  });

  test('where the type is compared with before it', () => {
    const lines = ["if (event.$type === 'shop.C') return;", 'switch (event.$type) {', "  case 'shop.A': break;", '}'];
    expect(merged(lines)).toEqual({ ...untouched(...lines), remarks: [] });
  });

  test('for a type that was there when the handler was written', () => {
    const lines = ['switch (event.$type) {', "  case 'shop.A': break;", '}'];
    expect(merged(lines, [known('shop.A'), known('shop.B')])).toEqual({ ...untouched(...lines), remarks: [] });
  });

  test('without a default, for a type of which nobody knows whether it is new; with one that says never, it gets its case', () => {
    const types = [known('shop.A'), { value: 'shop.C', literal: "'shop.C'", isNew: undefined }];
    const lines = ['switch (event.$type) {', "  case 'shop.A': break;", '}'];
    expect(merged(lines, types)).toEqual({ ...untouched(...lines), remarks: [] });
    expect(merged([...lines.slice(0, 2), '  default: assertNever(event);', '}'], types).edits).toEqual(added.edits);
  });
});

test('cases of types that are gone stay, and are reported', () => {
  const lines = ['switch (event.$type) {', "  case 'shop.A': break;", "  case 'shop.Gone': break;", '}'];
  expect(merged(lines, [known('shop.A'), known('shop.B')])).toEqual({
    lines,
    edits: [],
    remarks: [
      {
        kind: 'case-unreachable',
        message: "the schema no longer has the record type 'shop.Gone', so its case is unreachable",
        line: 5,
        column: 8,
      },
    ],
  });
});

test('a type that has another name is renamed in cases, comparisons, maps and types, each in its own quotes', () => {
  const types = [known('shop.A'), { ...fresh('shop.New'), formerly: 'shop.Old' }];
  expect(
    merged(
      [
        "type Old = Extract<OrdersValue, { $type: 'shop.Old' }>;",
        'const map = { "shop.Old": old, other: 1 };',
        'if (event.$type !== "shop.Old") log("shop.Old");',
        'switch (event.$type) {',
        "  case 'shop.Old':",
        '    break;',
        '}',
      ],
      types,
    ),
  ).toEqual({
    lines: [
      "type Old = Extract<OrdersValue, { $type: 'shop.New' }>;",
      'const map = { "shop.New": old, other: 1 };',
      'if (event.$type !== "shop.New") log("shop.Old");',
      'switch (event.$type) {',
      "  case 'shop.New':",
      '    break;',
      '}',
    ],
    edits: ["renamed the record type 'shop.Old' to 'shop.New' (4 places)"],
    remarks: [],
  });
});

test('a type that has another name is renamed in a switch inside another too', () => {
  const lines = (type: string) => [
    'switch (event.$type) {',
    "  case 'shop.A':",
    `  case '${type}':`,
    '    switch (event.$type) {',
    `      case '${type}': break;`,
    '    }',
    '}',
  ];
  expect(merged(lines('shop.Old'), [known('shop.A'), { ...fresh('shop.New'), formerly: 'shop.Old' }])).toEqual({
    lines: lines('shop.New'),
    edits: ["renamed the record type 'shop.Old' to 'shop.New' (2 places)"],
    remarks: [],
  });
});

test('a file with a syntax error is left as it is, with all that it lacks', () => {
  const text = `${imports}switch (event.$type) {\n  case 'shop.A': break;\n  default: event satisfies never;\n}\nconst = 1;\n`;
  const file = shopFile({ branches, importExtension: '.ts' });
  expect(mergeUserFile(file, text)).toEqual({
    text,
    edits: [],
    remarks: [
      {
        kind: 'manual-edit-needed',
        message:
          'nothing was edited because it has a syntax error (Variable declaration expected); ' +
          "not done: changed the import of './consumer.js' to './consumer.ts'; " +
          "changed the import of './consumer.js' to './consumer.ts'; " +
          "added a case for 'shop.C'",
        line: 7,
        column: 7,
        isBlocking: true,
        paste: "case 'shop.C':\n  throw new NotHandledError('shop.C');",
      },
    ],
  });
});

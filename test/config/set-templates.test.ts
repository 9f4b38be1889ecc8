import { expect, test } from 'vitest';
import { setTemplates } from '../../src/config/set-templates.js';

test.each([
  [
    'on a line of its own',
    '{\n  "output": "gen",\n  "topics": {}\n}\n',
    '{\n  "output": "gen",\n  "templates": "t",\n  "topics": {}\n}\n',
  ],
  ['first, where nothing is before topics', '{\n\t"topics": {}\n}', '{\n\t"templates": "t",\n\t"topics": {}\n}'],
  [
    'in the same line, where all is in one',
    '{ "output": "gen", "topics": {} }',
    '{ "output": "gen", "templates": "t", "topics": {} }',
  ],
  [
    'between the comments of its neighbours',
    '{\n  "output": "gen", // where, "and how"\n  /* all, of them */ // here\n  "topics": {}, // last\n}',
    '{\n  "output": "gen", // where, "and how"\n  "templates": "t",\n  /* all, of them */ // here\n  "topics": {}, // last\n}',
  ],
  [
    'with the line ends that are there',
    '\uFEFF{\r\n  "topics": {}\r\n}',
    '\uFEFF{\r\n  "templates": "t",\r\n  "topics": {}\r\n}',
  ],
  [
    'behind a comma that starts a line',
    '{\n  "output": "gen"\n  , "topics": {} }',
    '{\n  "output": "gen"\n  , "templates": "t", "topics": {} }',
  ],
])('templates is set %s', (_, before, after) => {
  expect(setTemplates(before, [], 't')).toBe(after);
});

test('a folder that is set already is replaced, and nothing else', () => {
  const text = '{ "templates": "old" /* ours */, "topics": { "templates": { "value": "none" } } }';
  expect(setTemplates(text, [], 'a "b"')).toBe(text.replace('"old"', '"a \\"b\\""'));
});

test('in a package.json the setting goes to the key of the tool', () => {
  const text = '{\n  "name": "x",\n  "gen-msk-consumer": {\n    "topics": {}\n  },\n  "topics": 1\n}\n';
  expect(setTemplates(text, ['gen-msk-consumer'], 't')).toBe(
    text.replace('    "topics": {}', '    "templates": "t",\n    "topics": {}'),
  );
});

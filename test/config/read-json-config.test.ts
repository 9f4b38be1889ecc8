import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ConfigPath } from '../../src/config/config-source.js';
import { readJsonConfig, type ReadConfig } from '../../src/config/read-json-config.js';

const read = (text: string): ReadConfig => readJsonConfig({ root: '/', file: 'config.json', base: [], text });

/** Every path in a value. */
function pathsIn(value: unknown, path: ConfigPath = []): readonly ConfigPath[] {
  if (typeof value !== 'object' || value === null) return [path];
  const entries: readonly (readonly [string | number, unknown])[] = Array.isArray(value)
    ? value.map((item: unknown, index) => [index, item])
    : Object.entries(value);
  return [path, ...entries.flatMap(([key, member]) => pathsIn(member, [...path, key]))];
}

/** A value as JSON text; keys may come in any order and more than once. */
const json: fc.Arbitrary<string> = fc.letrec<{ any: string }>((tie) => {
  const key = fc.constantFrom('7', '1', 'a', 'b', '__proto__', 'ü"\\', '01', '4294967295');
  return {
    any: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      fc
        .oneof(fc.string({ maxLength: 3 }), fc.integer(), fc.boolean(), fc.constant(null))
        .map((leaf) => JSON.stringify(leaf)),
      fc.array(tie('any'), { maxLength: 3 }).map((items) => `[${items.join(' ,\n')}]`),
      fc
        .array(fc.tuple(key, tie('any')), { maxLength: 4 })
        .map((members) => `{ ${members.map(([name, value]) => `${JSON.stringify(name)}: ${value}`).join(',')} }`),
    ),
  };
}).any;

test('a config without comments is read as one with comments is: value, order of keys, places, faults', () => {
  let problems = 0;
  fc.assert(
    fc.property(json, (text) => {
      // A comment takes the way over the tree.
      const [plain, commented] = [read(text), read(`${text} // a comment`)];
      if (!plain.ok || !commented.ok) {
        problems++;
        expect(plain).toEqual(commented);
        return;
      }
      const [one, other] = [plain.source, commented.source];
      expect(one.value).toStrictEqual(other.value);
      for (const path of pathsIn(other.value)) {
        expect(one.keys(path)).toEqual(other.keys(path));
        for (const part of ['key', 'value'] as const)
          expect(one.position(path, part)).toEqual(other.position(path, part));
      }
    }),
    { numRuns: 500, seed: 1 },
  );
  expect(problems).toBeGreaterThan(20);
});

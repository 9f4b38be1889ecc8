import { beforeAll, describe, expect, test } from 'vitest';

import { HOSTILE_PATTERNS } from '../json-schema/pattern/hostile-patterns.js';
import { loadTopics, type LoadedTopic } from './load-topics.js';
import { generateProject, type GeneratedProject } from './temp-project.js';
import { typeErrors } from './type-check.js';

const OWN_SAMPLE = '^(a+)+-and-something-long-here$';

/** Every hostile pattern as a property's, a name's and an entry's, and one whose sample is found with difficulty. */
const HOSTILE_SCHEMA = {
  type: 'object',
  properties: Object.fromEntries(
    HOSTILE_PATTERNS.map(({ pattern }, index) => [`p${index}`, { type: 'string', pattern }]),
  ),
  required: ['p0', 'own'],
  patternProperties: { '^(x-\\w+)+$': { type: 'string', format: 'date-time' }, '^own$': { pattern: OWN_SAMPLE } },
};

describe('patterns', () => {
  let project: GeneratedProject;
  let topics: Readonly<Record<string, LoadedTopic>>;

  beforeAll(async () => {
    const pattern = { type: 'string', pattern: '^(["\']).*\\1$' };
    project = await generateProject({
      config: {
        defaults: { dateTime: 'Date' },
        topics: {
          hostile: { value: 'hostile.json' },
          plain: { value: 'plain.json' },
          first: { value: 'first.json' },
          second: { value: 'second.json' },
        },
      },
      schemas: {
        'hostile.json': HOSTILE_SCHEMA,
        'plain.json': { type: 'object', properties: { code: { type: 'string', pattern: '^[A-Z]{3}$' } } },
        'first.json': { type: 'object', properties: { a: { $ref: 'common.json#/$defs/quoted' } } },
        'second.json': {
          type: 'object',
          properties: { b: { $ref: 'common.json#/$defs/quoted' }, c: { $ref: 'common.json#/$defs/digits' } },
        },
        'common.json': { $defs: { quoted: pattern, digits: { type: 'string', pattern: '\\A\\d+\\Z' } } },
      },
    });
    topics = await loadTopics(project.root);
  }, 120_000);

  test('are decoded as RegExp would match them', () => {
    const decode = (value: Readonly<Record<string, string>>): unknown => {
      const { p0 = 'a', own = 'a-and-something-long-here', ...others } = value;
      const payload = JSON.stringify({ p0, own, ...others });
      try {
        return JSON.stringify(topics.hostile?.decodeValue(Buffer.from(payload))) === payload;
      } catch (error) {
        return error instanceof Error ? error.message.replace(/.*: /, '') : error;
      }
    };
    for (const [index, { matches, mismatches }] of HOSTILE_PATTERNS.entries()) {
      for (const text of matches) expect([index, text, decode({ [`p${index}`]: text })]).toEqual([index, text, true]);
      for (const text of mismatches) expect(decode({ [`p${index}`]: text })).not.toBe(true);
    }
    expect(decode({ 'x-ax-b': '2026-01-01T00:00:00.000Z' })).toBe(true);
    expect(decode({ 'x-ax-b': 'now' })).not.toBe(true);
  });

  test('have samples that their own decoder accepts', () => {
    const { hostile } = topics;
    const samples = Object.values(hostile?.fixture?.samples.value ?? {});
    expect(samples).toHaveLength(1);
    for (const sample of samples) {
      expect(hostile?.decodeValue(hostile.fixture?.encodeValue(sample) ?? null)).toEqual(sample);
    }
  });

  test('compile', () => {
    const paths = Object.keys(project.files).filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts'));
    expect(
      typeErrors(
        project.root,
        paths.map((path) => `src/consumers/${path}`),
      ),
    ).toEqual([]);
  });

  test('that are proved linear bring no matcher with them', () => {
    expect(project.files['plain/decoder.ts']).toContain('= /^[A-Z]{3}$/u;');
    expect(project.files['plain/decoder.ts']).not.toMatch(/linear|bounded/);
    expect(project.files['hostile/decoder.ts']).toContain("from '../_runtime/json/linear-pattern.js'");
  });

  test('of a shared file are reported once', () => {
    const { diagnostics } = project.result;
    expect(
      diagnostics
        .filter(({ code }) => code === 'slow-pattern' || code === 'foreign-pattern')
        .map(({ code, severity, message, location, help }) => ({
          code,
          severity,
          message,
          location: `${location?.file}${location?.pointer}`,
          help,
        })),
    ).toEqual([
      {
        code: 'slow-pattern',
        severity: 'warning',
        message:
          'the pattern ^(["\']).*\\1$ is slow, so strings of more than 2235 characters are rejected: it contains a backreference, which can take very long',
        location: 'common.json/$defs/quoted/pattern',
        help: 'Replace the backreference with what the group may match, or set "maxLength" to 1117 or less.',
      },
      {
        code: 'foreign-pattern',
        severity: 'warning',
        message:
          'in the pattern \\A\\d+\\Z, as JavaScript reads it, \\A means the letter A, not the start of the text; \\Z means the letter Z, not the end of the text',
        location: 'common.json/$defs/digits/pattern',
        help: 'For \\A write ^; for \\Z write $.',
      },
    ]);
  });
});

import { members } from './members.js';
import { groupBy } from '../diagnostics/group-by.js';
import type { Diagnostic } from '../diagnostics/diagnostic.js';

/** A rule of a data contract that changes values when records are read. */
export interface ReadRule {
  /** Which list of the rule set it is from. */
  readonly set: 'migration' | 'domain' | 'encoding';
  readonly name: string;
  /** What runs it: `JSONATA`, `CEL_FIELD`, `ENCRYPT` … */
  readonly type: string;
  /** When it runs: `UPGRADE`, `READ`, `WRITEREAD` … */
  readonly mode: string;
  /** What it does, in the language of its type. */
  readonly expr?: string;
  /** The tags of the fields that it is for. */
  readonly tags?: readonly string[];
}

/** The rules of a registry's `ruleSet` that a consumer would have to run; those that only check or write are left out. */
export function readRules(ruleSet: unknown): readonly ReadRule[] {
  const { migrationRules, domainRules, encodingRules } = members(ruleSet);
  const acting = { migration: /./, domain: /^(?:READ|WRITEREAD|\?)$/, encoding: /^(?:READ|WRITEREAD|\?)$/ } as const;
  const lists = [
    ['migration', migrationRules],
    ['domain', domainRules],
    ['encoding', encodingRules],
  ] as const;
  return lists.flatMap(([set, rules]) =>
    (Array.isArray(rules) ? rules : []).flatMap((rule): ReadRule[] => {
      const { name, kind, type, mode, expr, tags, disabled } = members(rule);
      if (disabled === true || kind === 'CONDITION' || !acting[set].test(textOf(mode))) return [];
      const named = (Array.isArray(tags) ? tags : []).filter((tag) => typeof tag === 'string');
      return [
        {
          set,
          name: textOf(name),
          type: textOf(type),
          mode: textOf(mode),
          ...(typeof expr === 'string' ? { expr } : {}),
          ...(named.length === 0 ? {} : { tags: named }),
        },
      ];
    }),
  );
}

/** A question mark stands for what a registry leaves out. */
function textOf(value: unknown): string {
  return typeof value === 'string' && value !== '' ? value : '?';
}

/** Versions of a subject, as the snapshot describes them, and where the schema of each is. */
export interface RuledVersion {
  readonly version: number;
  readonly rules?: readonly ReadRule[];
  readonly file: string;
}

/** One warning for each set of rules that versions of a subject share: no consumer runs them, so values are other than meant. */
export function ruleWarnings(subject: string, versions: readonly RuledVersion[]): readonly Diagnostic[] {
  const ruled = versions.filter(({ rules }) => rules !== undefined);
  const groups = groupBy(ruled, ({ rules }) => JSON.stringify(rules));
  return [...groups.values()].map((group): Diagnostic => {
    const { rules = [], file = '' } = group.at(-1) ?? {};
    const numbers = group.map(({ version }) => version).join(', ');
    return {
      code: 'rules-not-run',
      severity: 'warning',
      message: `version ${numbers} of the subject ${JSON.stringify(subject)} has rules that change values when a record is read, and the consumer does not run them: ${rules.map(described).join(', ')}`,
      location: { file },
    };
  });
}

function described({ set, name, type, mode, expr, tags }: ReadRule): string {
  const fields = tags === undefined ? '' : `, fields tagged ${tags.join(', ')}`;
  return `${JSON.stringify(name)} (${set} rule, ${type}, ${mode}${fields}${expr === undefined ? '' : `: ${expr}`})`;
}

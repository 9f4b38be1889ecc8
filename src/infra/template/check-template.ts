import { groupBy } from '../../diagnostics/group-by.js';
import type { Config, TopicConfig } from '../../config/config.js';
import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import { counted } from '../../diagnostics/counted.js';
import { wordList } from '../../diagnostics/word-list.js';
import type { TopicFacts, Violation } from '../rules/rule.js';
import { mappingViolations, violationsAmong, violationsOf } from '../rules/rules.js';
import { topicSetup } from '../topic-setup.js';
import { placeOf, topicsOf, valueOf } from './mapping-view.js';
import { itemsOf, unknownText, type TemplateNode } from './node.js';
import { differences } from './differences.js';
import { missingPermissions } from './missing-permissions.js';
import { isTerraformFile } from './read-template.js';
import type { TemplateMapping, TemplateView } from './template-view.js';
import { distinct } from '../../diagnostics/distinct.js';

/** A template that was read. */
export interface NamedTemplate {
  /** As it was named, relative to the project's root. */
  readonly file: string;
  readonly template: TemplateView;
}

interface Located extends TemplateMapping {
  readonly file: string;
}

/** Compares templates that somebody wrote with the config and the code, mapping by mapping. */
export function checkTemplate(
  config: Pick<Config, 'topics' | 'adapters'>,
  facts: readonly TopicFacts[],
  templates: readonly NamedTemplate[],
): readonly Diagnostic[] {
  const mappings = templates.flatMap(({ file, template }) =>
    template.mappings.map((mapping): Located => ({ ...mapping, file })),
  );
  const among = new Map(modulesOf(mappings).flatMap((one) => [...violationsAmong(one.map(({ view }) => view))]));
  const [first] = facts;
  const names = new Set(config.topics.map(({ topic }) => topic));
  const unmatched = mappings.filter(({ view }) => topicsOf(view)?.some((topic) => names.has(topic)) === false);
  // A mapping that names two topics is judged for each of them.
  return distinct([
    ...templates.flatMap(duplicateKeys),
    ...config.topics.flatMap((topic) => {
      const own = mappings.filter(({ view }) => topicsOf(view)?.includes(topic.topic) === true);
      const known = facts.find((one) => one.topic === topic.topic);
      if (own.length === 0) return [missing(topic, { mappings, unmatched, templates })];
      return known === undefined
        ? []
        : own.flatMap((mapping) => checkMapping(mapping, { topic, facts: known, config }));
    }),
    ...mappings.flatMap((mapping) => (among.get(mapping.view) ?? []).map((violation) => located(violation, mapping))),
    ...mappings
      .filter(({ view }) => topicsOf(view) === undefined)
      .flatMap((mapping) => [
        unknownTopic(mapping),
        ...(first === undefined ? [] : mappingViolations(mapping.view, { partitions: undefined, now: first.now })).map(
          (violation) => located(violation, mapping),
        ),
      ]),
    ...unmatched.map(otherTopic),
  ]);
}

/** Mappings that are deployed together: those of one template, or of the files of Terraform in a folder. Others may be alternatives. */
function modulesOf(mappings: readonly Located[]): readonly (readonly Located[])[] {
  const moduleOf = ({ file }: Located): string =>
    isTerraformFile(file) ? file.slice(0, file.lastIndexOf('/') + 1) : file;
  return [...groupBy(mappings, moduleOf).values()];
}

function duplicateKeys({ file, template }: NamedTemplate): readonly Diagnostic[] {
  return template.duplicates.map(({ key, at }) => ({
    code: 'template-duplicate-key',
    severity: 'error',
    message: `the key ${JSON.stringify(key)} is there twice; the last one counts`,
    location: { file, ...at },
  }));
}

interface Searched {
  readonly mappings: readonly Located[];
  readonly unmatched: readonly Located[];
  readonly templates: readonly NamedTemplate[];
}

/** A topic without a mapping; it may be one of those whose topics are not known. */
function missing({ topic }: TopicConfig, { mappings, unmatched, templates }: Searched): Diagnostic {
  const open = mappings.filter(({ view }) => topicsOf(view) === undefined);
  const unread = templates.flatMap(({ file, template }) => template.unread.map((one) => ({ ...one, file })));
  const [first] = templates;
  const location = first === undefined ? {} : { location: { file: first.file } };
  if (open.length > 0 || unread.length > 0) {
    const reasons = [
      ...(open.length === 0 ? [] : [`the topic of ${counted(open.length, 'mapping')} is unknown`]),
      ...(unread.length === 0
        ? []
        : [
            `what ${wordList(
              unread.map(({ name }) => name),
              'and',
            )} contains is not read`,
          ]),
    ];
    const [place] = [
      ...open.map(({ file, view: { at } }) => ({ file, ...at })),
      ...unread.map(({ file, at }) => ({ file, ...at })),
    ];
    return {
      code: 'template-unknown',
      severity: 'note',
      message: `no mapping names \`${topic}\`; ${reasons.join(', and ')}`,
      ...(place === undefined ? {} : { location: place }),
    };
  }
  const others = [...new Set(unmatched.flatMap(({ view }) => topicsOf(view) ?? []))].map((name) => `\`${name}\``);
  const rest = others.length === 0 ? '' : `; ${others.join(', ')} ${others.length === 1 ? 'is' : 'are'} in no config`;
  return {
    code: 'template-mapping-missing',
    severity: 'error',
    message: `no mapping for \`${topic}\`${rest}`,
    ...location,
  };
}

function unknownTopic({ view, file }: Located): Diagnostic {
  const node = valueOf(view, 'Topics');
  const shown = node === undefined ? '' : ` (${unknownText(node)}${defaultIn(node)})`;
  const message = `${view.name}: its topic is unknown${shown}`;
  return { code: 'template-unknown', severity: 'note', message, location: { file, ...placeOf(view, 'Topics') } };
}

/** The default of a parameter, which a deployment can replace. */
function defaultIn(node: TemplateNode): string {
  const [value] = itemsOf(node).flatMap((item) => (item.kind === 'unknown' ? (item.byDefault ?? []) : []));
  return value === undefined ? '' : `, by default \`${value}\``;
}

function otherTopic({ view, file }: Located): Diagnostic {
  const names = (topicsOf(view) ?? []).map((topic) => `\`${topic}\``).join(', ');
  return {
    code: 'template-other-topic',
    severity: 'note',
    message: `${view.name} reads ${names}, which is in no config`,
    location: { file, ...view.at },
  };
}

interface Known {
  readonly topic: TopicConfig;
  readonly facts: TopicFacts;
  readonly config: Pick<Config, 'adapters'>;
}

function checkMapping(mapping: Located, { topic, facts, config }: Known): readonly Diagnostic[] {
  const { view } = mapping;
  const setup = topicSetup(topic, config);
  const found = [
    ...violationsOf(view, facts),
    ...(setup === undefined ? [] : differences(view, setup)),
    ...missingPermissions(mapping, { topic, adapters: config.adapters ?? [] }),
  ];
  const accepted: ReadonlySet<string> = new Set(topic.acknowledge);
  return found.map((violation) => {
    const isAccepted = violation.severity === 'warning' && accepted.has(violation.code);
    return located(isAccepted ? { ...violation, severity: 'note' } : violation, mapping);
  });
}

/** A finding in a template is an answer, not a fault of the call: exit code 1. */
function located(violation: Violation, { view, file }: Located): Diagnostic {
  const { code, path, message, severity } = violation;
  const place =
    violation.at ??
    (path.startsWith('function.') ? (view.function?.timeout?.at ?? view.function?.at ?? view.at) : placeOf(view, path));
  return {
    code,
    severity: severity ?? 'error',
    message: `${view.name}: ${message}`,
    location: { file, ...place },
    ...(severity === undefined ? { exitCode: 1 } : {}),
  };
}

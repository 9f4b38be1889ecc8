import type { Framing } from '../config/config.js';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { fitFraming, formatOf, formatsOf } from './fit-framing.js';
import type { ProposedPart } from './group-versions.js';
import type { LeftOut } from './leave-out.js';
import type { InitChoices } from './render-config.js';
import { versionIds } from './version-ids.js';

/** Why a framing cannot be chosen for any of the topics. */
export function misfit({ topics, framing }: InitChoices): Diagnostic | undefined {
  const only = formatOf(framing);
  if (only === undefined || topics.length === 0 || formatsOf(topics).has(only)) return undefined;
  const [own, found] = only === 'avro' ? ['Avro', 'JSON Schemas'] : ['JSON Schema', 'Avro schemas'];
  return {
    code: 'usage',
    severity: 'error',
    message: `framing "${framing}" is for ${own}, but all topics found have ${found}`,
    help: 'Choose the framing your producers use.',
  };
}

/** Remarks on what to complete in the config because files do not contain it. Topics that lack the same share a remark. */
export function initRemarks(
  { topics, framing }: Pick<InitChoices, 'topics' | 'framing'>,
  file: string,
): readonly Diagnostic[] {
  const found = new Map<string, { readonly remark: Remark; readonly topics: Set<string> }>();
  for (const { topic, key, value } of topics) {
    for (const remark of [value, ...(key === undefined ? [] : [key])].flatMap((part) => remarksOn(part, framing))) {
      const known = found.get(remark.about) ?? { remark, topics: new Set() };
      found.set(remark.about, known);
      known.topics.add(topic);
    }
  }
  return [...found.values()].map(({ remark: { code, message, help }, topics: named }) => ({
    code,
    severity: help === nothingToDo ? 'note' : 'warning',
    message: message(`${named.size === 1 ? 'topic' : 'topics'} ${[...named].join(', ')}`, named.size === 1),
    location: { file },
    ...(help === undefined ? {} : { help }),
  }));
}

/** Why a version or a topic is not in the config. */
export function leftOutRemark({ file, topic, isReader, missing: { from, reference } }: LeftOut): Diagnostic {
  const what = isReader ? `topic ${topic} was skipped` : `skipped in topic ${topic}`;
  return {
    code: 'schema-skipped',
    severity: 'warning',
    message: `${what}: the reference "${reference}" in ${from === file ? 'it' : from} does not match any file in the project`,
    location: { file },
    help: 'Add the document to the project, then run `npx gen-msk-consumer init --force`; nothing is fetched.',
  };
}

interface Remark extends Pick<Diagnostic, 'code' | 'help'> {
  /** Equal for remarks that are one but for the topic. */
  readonly about: string;
  readonly message: (topics: string, isOne: boolean) => string;
}

function remarksOn(part: ProposedPart, chosen: Framing): readonly Remark[] {
  const framing = fitFraming(chosen, part.format);
  return [...framingRemarks({ chosen, framing }), ...versionRemarks(part, framing)];
}

function framingRemarks({
  chosen,
  framing,
}: {
  readonly chosen: Framing;
  readonly framing: Framing;
}): readonly Remark[] {
  if (framing === chosen) return [];
  const only = formatOf(chosen) === 'avro' ? 'Avro' : 'JSON Schema';
  return [
    {
      code: 'framing-guessed',
      about: 'framing',
      message: (topics) => `${topics}: framing "${framing}" was written, because "${chosen}" is for ${only}`,
    },
  ];
}

function versionRemarks(part: ProposedPart, framing: Framing): readonly Remark[] {
  const ids = part.versions.length === 1 ? undefined : versionIds(part, framing);
  switch (ids?.kind) {
    case undefined:
    case 'labels':
      return [];
    case 'guessed': {
      const message: Remark['message'] = (topics) =>
        `the schema ids of ${topics} were taken from the numbers in the file names`;
      return [{ code: 'ids-guessed', about: ids.kind, message }];
    }
    case 'newest': {
      const { reason } = ids;
      const why = reason === undefined ? ', which reads the records of all versions' : `: ${reason}`;
      return [
        {
          code: 'ids-guessed',
          about: why,
          message: (topics, isOne) => `${topics} ${isOne ? 'has' : 'have'} only the newest schema${why}`,
          ...(reason === undefined ? { help: nothingToDo } : {}),
        },
      ];
    }
  }
}

const nothingToDo =
  'No action needed; to compare older versions with it, list them by the registry\'s ids: "versions": { "<id>": "<file>" }.';

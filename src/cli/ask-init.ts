import { cancel, confirm, intro, isCancel, multiselect, outro, select, text, type CANCEL_SYMBOL } from '@clack/prompts';
import type { Config, Framing } from '../config/config.js';
import type { RawPart } from '../config/config-schema.js';
import { formatOf, formatsOf } from '../init/fit-framing.js';
import type { InitChoices } from '../init/render-config.js';
import type { RegistryChoices } from '../commands/init-registry.js';
import type { FoundPackage } from '../commands/projects/init-workspace.js';
import type { InitCommandOptions } from './command-options.js';
import { printable } from './printable.js';

type Cancelled = typeof CANCEL_SYMBOL;

/** Asks the person at the terminal what no flag says; null when they call it off. */
export async function askInit(found: InitChoices, flags: InitCommandOptions): Promise<InitChoices | null> {
  intro('gen-msk-consumer');
  const topics = await askTopics(found.topics, filesOf);
  if (isCancel(topics)) return callOff();
  const framing = flags.framing ?? (await askFraming({ ...found, topics }));
  if (isCancel(framing)) return callOff();
  const testRunner = flags.testRunner ?? (await askTestRunner(found.testRunner));
  if (isCancel(testRunner)) return callOff();
  const output = flags.output ?? (await askOutput(found.output));
  if (isCancel(output)) return callOff();
  outro('Done.');
  return { ...found, topics, framing, testRunner, output };
}

/** The same for the topics of a registry's subjects. */
export async function askInitRegistry(
  found: RegistryChoices,
  flags: InitCommandOptions,
): Promise<RegistryChoices | null> {
  intro('gen-msk-consumer');
  const topics = await askTopics(found.topics, ({ parts }) => subjectsOf(parts));
  if (isCancel(topics)) return callOff();
  const testRunner = flags.testRunner ?? (await askTestRunner(found.testRunner));
  if (isCancel(testRunner)) return callOff();
  const output = flags.output ?? (await askOutput(found.output));
  if (isCancel(output)) return callOff();
  outro('Done.');
  return { topics, testRunner, output };
}

/** Asks whether each of these packages of a workspace is to get a config. */
export async function askWorkspace(packages: readonly FoundPackage[]): Promise<boolean> {
  intro('gen-msk-consumer');
  const lines = packages.map(({ project, topics }) => `  ${printable(project)}: ${printable(topics.join(', '))}`);
  const isWanted = await confirm({ message: `Write a config for each of these packages?\n${lines.join('\n')}` });
  if (isCancel(isWanted) || !isWanted) {
    callOff();
    return false;
  }
  outro('Done.');
  return true;
}

function callOff(): null {
  cancel('Nothing was written.');
  return null;
}

async function askTopics<Topic extends { readonly topic: string }>(
  topics: readonly Topic[],
  hintOf: (topic: Topic) => string,
): Promise<readonly Topic[] | Cancelled> {
  const names = await multiselect({
    message: 'Topics to generate consumers for',
    options: topics.map((topic) => ({ value: topic.topic, label: topic.topic, hint: printable(hintOf(topic)) })),
    initialValues: topics.map(({ topic }) => topic),
  });
  return isCancel(names) ? names : topics.filter(({ topic }) => names.includes(topic));
}

/** What the subjects of a topic are called, or its records. */
function subjectsOf(parts: RegistryChoices['topics'][number]['parts']): string {
  return [parts.key, parts.value].flatMap((part) => namesOf(part)).join(', ');
}

function namesOf(part: RawPart | undefined): readonly string[] {
  if (part === undefined || typeof part === 'string') return [];
  if ('subject' in part) return [part.subject];
  return 'strategy' in part ? (part.records ?? []) : [];
}

function filesOf({ key, value }: InitChoices['topics'][number]): string {
  return [...(key?.versions ?? []), ...value.versions].map(({ file }) => file).join(', ');
}

/** Offers what one of the topics can have. */
function askFraming({ topics, framing }: InitChoices): Promise<Framing | Cancelled> {
  const formats = formatsOf(topics);
  const plain =
    formats.size > 1 ? 'a bare Avro datum or JSON text' : formats.has('avro') ? 'a bare Avro datum' : 'JSON text';
  const options: readonly { readonly value: Framing; readonly label: string; readonly hint: string }[] = [
    { value: 'confluent', label: 'confluent', hint: 'Confluent-compatible Schema Registry: 0x00 and a schema id' },
    { value: 'confluent-guid', label: 'confluent-guid', hint: 'the same with the schema GUID in a record header' },
    { value: 'glue', label: 'glue', hint: 'AWS Glue Schema Registry: 0x03, compression and a UUID' },
    {
      value: 'lambda',
      label: 'lambda',
      hint: "decoded by the event source mapping's schema registry integration (SOURCE mode)",
    },
    { value: 'lambda-json', label: 'lambda-json', hint: 'the same, in JSON mode' },
    {
      value: 'single-object',
      label: 'single-object',
      hint: 'Avro single-object encoding: 0xC3 0x01 and a fingerprint',
    },
    { value: 'auto', label: 'auto', hint: 'JSON with or without a frame, detected by its first byte' },
    { value: 'none', label: 'none', hint: plain },
  ];
  return select<Framing>({
    message: 'Framing that producers use',
    options: options.filter(({ value }) => {
      const only = formatOf(value);
      return only === undefined || formats.has(only);
    }),
    initialValue: framing,
  });
}

function askTestRunner(initialValue: Config['testRunner']): Promise<Config['testRunner'] | Cancelled> {
  return select<Config['testRunner']>({
    message: 'Test runner',
    options: [
      { value: 'vitest', label: 'vitest' },
      { value: 'jest', label: 'jest' },
      { value: 'node', label: 'node', hint: 'node:test, built into Node' },
    ],
    initialValue,
  });
}

function askOutput(initialValue: string): Promise<string | Cancelled> {
  return text({
    message: 'Output folder',
    initialValue,
    validate: (value = '') =>
      value === '' || /^\.*\/*$|^\/|\.\.(?:\/|$)/.test(value) ? 'A folder inside this one' : undefined,
  });
}

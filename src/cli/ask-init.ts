import { cancel, intro, isCancel, multiselect, outro, select, text, type CANCEL_SYMBOL } from '@clack/prompts';
import type { Config, Framing } from '../config/config.js';
import type { InitChoices } from '../init/render-config.js';
import type { InitCommandOptions } from './init-command.js';
import { printable } from './printable.js';

type Cancelled = typeof CANCEL_SYMBOL;

/** Asks the person at the terminal what no flag says; null when they call it off. */
export async function askInit(found: InitChoices, flags: InitCommandOptions): Promise<InitChoices | null> {
  intro('gen-msk-consumer');
  const topics = await multiselect({
    message: 'Topics to generate consumers for',
    options: found.topics.map((topic) => ({ value: topic, label: topic.topic, hint: printable(filesOf(topic)) })),
    initialValues: found.topics,
  });
  if (isCancel(topics)) return callOff();
  const framing = flags.framing ?? (await askFraming(found.framing));
  if (isCancel(framing)) return callOff();
  const testRunner = flags.testRunner ?? (await askTestRunner(found.testRunner));
  if (isCancel(testRunner)) return callOff();
  const output = flags.output ?? (await askOutput(found.output));
  if (isCancel(output)) return callOff();
  outro('That is all.');
  return { ...found, topics, framing, testRunner, output };
}

function callOff(): null {
  cancel('Nothing was written.');
  return null;
}

function filesOf({ key, value }: InitChoices['topics'][number]): string {
  return [...(key ?? []), ...value].map(({ file }) => file).join(', ');
}

function askFraming(initialValue: Framing): Promise<Framing | Cancelled> {
  return select<Framing>({
    message: 'How producers frame the bytes',
    options: [
      { value: 'none', label: 'none', hint: 'a bare Avro datum' },
      { value: 'confluent', label: 'confluent', hint: 'Confluent-compatible Schema Registry: 0x00 and a schema id' },
      { value: 'confluent-guid', label: 'confluent-guid', hint: 'the same with the schema GUID in a record header' },
      { value: 'glue', label: 'glue', hint: 'AWS Glue Schema Registry: 0x03, compression and a UUID' },
      { value: 'lambda', label: 'lambda', hint: "taken off by the event source mapping's own registry integration" },
      { value: 'single-object', label: 'single-object', hint: "Avro's own: 0xC3 0x01 and a fingerprint" },
    ],
    initialValue,
  });
}

function askTestRunner(initialValue: Config['testRunner']): Promise<Config['testRunner'] | Cancelled> {
  return select<Config['testRunner']>({
    message: 'Test runner',
    options: [
      { value: 'vitest', label: 'vitest' },
      { value: 'jest', label: 'jest' },
      { value: 'node', label: 'node', hint: 'node:test, nothing to install' },
    ],
    initialValue,
  });
}

function askOutput(initialValue: string): Promise<string | Cancelled> {
  return text({
    message: 'Folder to generate into',
    initialValue,
    validate: (value = '') =>
      value === '' || /^\.*\/*$|^\/|\.\.(?:\/|$)/.test(value) ? 'A folder below this one' : undefined,
  });
}

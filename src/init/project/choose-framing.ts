import type { Framing } from '../../config/config.js';
import type { Choice } from './choose-settings.js';
import type { Project } from './project.js';

/** The packages that only a producer or consumer of one framing needs. */
const packageFramings = [
  ['@kafkajs/confluent-schema-registry', 'confluent'],
  ['@confluentinc/schemaregistry', 'confluent'],
  ['@meinestadt.de/glue-schema-registry', 'glue'],
  ['@aws-sdk/client-glue', 'glue'],
] as const satisfies readonly (readonly [string, Framing])[];

/** The framing that the project's files show, or else Confluent's, which most producers write. */
export function chooseFraming({ sam, packageJson }: Project): Choice<Framing> {
  if (sam?.eventRecordFormat !== undefined) {
    const value = sam.eventRecordFormat === 'JSON' ? 'lambda-json' : 'lambda';
    return { value, reason: `${sam.file} has EventRecordFormat ${sam.eventRecordFormat}` };
  }
  const named = packageFramings.find(([name]) => packageJson?.packages.has(name) === true);
  if (named !== undefined) return { value: named[1], reason: `package.json names ${named[0]}` };
  return { value: 'confluent', reason: 'the default: no file shows how producers frame their records' };
}

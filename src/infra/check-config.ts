import type { Config, TopicConfig } from '../config/config.js';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { configView } from './config-view.js';
import { destinationKind } from './destination.js';
import { mappingProperties } from './mapping-properties.js';
import type { TopicFacts, Violation } from './rules/rule.js';
import { violationsAmong, violationsOf } from './rules/rules.js';
import { topicSetup } from './topic-setup.js';

/** What is wrong with the infrastructure that the config asks for, of the topics that the facts are of. */
export function checkConfig(config: Config, facts: readonly TopicFacts[]): readonly Diagnostic[] {
  const entries = config.topics.flatMap((topic) => {
    const setup = topicSetup(topic, config);
    return setup === undefined ? [] : [{ topic, setup, view: configView(setup) }];
  });
  const among = violationsAmong(entries.map(({ view }) => view));
  return entries.flatMap(({ topic, setup, view }) => {
    const known = facts.find((one) => one.topic === topic.topic);
    if (known === undefined) return [];
    const violations = [
      ...violationsOf(view, known),
      ...unclearDestination(setup.settings.destination),
      ...(among.get(view) ?? []),
    ];
    return violations.map((violation) => diagnosticOf(violation, topic, config.file));
  });
}

/** Permissions depend on the service of the destination, which a parameter has to show by its name. */
function unclearDestination(destination: string | undefined): readonly Violation[] {
  if (destination === undefined || !destination.includes('${') || destinationKind(destination) !== undefined) return [];
  const message = `the service of the destination ${JSON.stringify(destination)} is not clear: write its ARN, or name the parameter …QueueArn, …TopicArn or …BucketArn`;
  return [{ code: 'infra-destination', path: 'DestinationConfig.OnFailure.Destination', message }];
}

function diagnosticOf({ code, path, message, severity }: Violation, topic: TopicConfig, file: string): Diagnostic {
  return {
    code,
    severity: severity ?? 'error',
    message: `${topic.topic}: ${message}`,
    location: { file, pointer: pointerOf(path, topic) },
  };
}

/** Where the config has the setting behind a property. */
function pointerOf(path: string, { pointer, infra }: TopicConfig): string {
  const pointers: Readonly<Record<string, string>> = infra?.pointers ?? {};
  const setting = path.startsWith('function.') ? 'function' : settingOf(path);
  return pointers[setting] ?? pointers[''] ?? pointer;
}

function settingOf(path: string): string {
  if (path === '') return '';
  const property = mappingProperties.find((one) => one.path === path || one.path.startsWith(path));
  return property?.setting ?? (path === 'ConsumerGroupID' ? 'consumerGroup' : '');
}

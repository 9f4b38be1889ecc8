import type { Config, TopicConfig } from '../config/config.js';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { configView } from './config-view.js';
import { mappingProperties } from './mapping-properties.js';
import { settingsProblems } from './rules/settings.js';
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
    const violations = [...violationsOf(view, known), ...(among.get(view) ?? [])];
    return [
      ...violations.map((violation) => diagnosticOf(violation, topic, config.file)),
      ...settingsProblems(setup).map(({ setting, ...problem }) => ({
        severity: 'error' as const,
        ...problem,
        message: `${topic.topic}: ${problem.message}`,
        location: { file: config.file, pointer: pointerTo(setting, topic) },
      })),
    ];
  });
}

function diagnosticOf({ code, path, message, severity }: Violation, topic: TopicConfig, file: string): Diagnostic {
  return {
    code,
    severity: severity ?? 'error',
    message: `${topic.topic}: ${message}`,
    location: { file, pointer: pointerOf(path, topic) },
  };
}

function pointerTo(setting: string, { pointer, infra }: TopicConfig): string {
  return infra?.pointers[setting] ?? infra?.pointers[''] ?? pointer;
}

/** Where the config has the setting behind a property. */
function pointerOf(path: string, topic: TopicConfig): string {
  return pointerTo(path.startsWith('function.') ? 'function' : settingOf(path), topic);
}

function settingOf(path: string): string {
  if (path === '') return '';
  const property = mappingProperties.find((one) => one.path === path || one.path.startsWith(path));
  return property?.setting ?? (path === 'ConsumerGroupID' ? 'consumerGroup' : '');
}

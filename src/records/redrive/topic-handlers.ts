import type { Config } from '../../config/config.js';
import { handlerSettings, type HandlerOverrides } from '../../handler-run/handler-settings.js';
import type { HandlerError } from '../../handler-run/messages.js';
import { startHandler, type RunningHandler, type StartHandlerOptions } from '../../handler-run/start-handler.js';

/** The handlers of topics, each started when its first record comes. */
export interface TopicHandlers {
  /** Undefined where there is none that can be run. */
  readonly of: (topic: string) => Promise<RunningHandler | undefined>;
  readonly failureOf: (topic: string) => HandlerError;
  readonly stop: () => Promise<void>;
}

export function topicHandlers(
  config: Pick<Config, 'root' | 'output' | 'topics'>,
  overrides: HandlerOverrides,
  options: StartHandlerOptions,
): TopicHandlers {
  const started = new Map<string, RunningHandler>();
  const failures = new Map<string, string>();
  return {
    of: async (topic) => {
      const known = started.get(topic);
      if (known !== undefined || failures.has(topic)) return known;
      const topicConfig = config.topics.find((one) => one.topic === topic);
      if (topicConfig === undefined) {
        failures.set(topic, `the config has no topic ${topic}`);
        return undefined;
      }
      const handler = await startHandler(handlerSettings(topicConfig, config, overrides), options);
      if (!handler.ok) {
        failures.set(topic, handler.problems.map(({ message }) => message).join('; '));
        return undefined;
      }
      started.set(topic, handler.value);
      return handler.value;
    },
    failureOf: (topic) => ({ type: 'NoHandler', message: failures.get(topic) ?? '' }),
    stop: async () => {
      await Promise.all([...started.values()].map((handler) => handler.stop()));
    },
  };
}

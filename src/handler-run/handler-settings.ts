import { join, resolve } from 'node:path';
import type { Config, TopicConfig } from '../config/config.js';
import { topicNames } from '../model/topic-names.js';

/** A handler, and the function that it is in Lambda. */
export interface HandlerSettings {
  /** The project's root, absolute: where the process runs. */
  readonly root: string;
  /** The module, absolute. */
  readonly file: string;
  /** The name of its export. */
  readonly exportName: string;
  readonly functionName: string;
  /** What Lambda calls the handler: `orders/handler.handler`. */
  readonly handlerName: string;
  /** In MB. */
  readonly memory: number;
  /** In seconds. */
  readonly timeout: number;
  readonly environment: Readonly<Record<string, string>>;
  /** Whether the event source mapping has `ReportBatchItemFailures`. */
  readonly partialAnswers: boolean;
}

/** The settings of the `infra` of a config that none are given for. */
const DEFAULT_TIMEOUT = 60;
const DEFAULT_MEMORY = 512;

/** What may be other than the config says. */
export interface HandlerOverrides {
  /** A module and its export, `src/app.ts#main`, relative to the root. Default: the `handler.ts` of the topic. */
  readonly handler?: string | undefined;
  /** In seconds. */
  readonly timeout?: number | undefined;
}

/** The handler of a topic, as the config describes its function. */
export function handlerSettings(
  { topic, as = topic, infra, reportBatchItemFailures }: TopicConfig,
  { root, output }: Pick<Config, 'root' | 'output'>,
  { handler, timeout }: HandlerOverrides = {},
): HandlerSettings {
  const { folder } = topicNames(as);
  const lambda = infra?.settings.function;
  const [file = '', exportName = 'handler'] = (handler ?? `${output}/${folder}/handler.ts`).split('#');
  return {
    root,
    file: resolve(root, file),
    exportName,
    functionName: literal(lambda?.name) ?? folder,
    handlerName: literal(lambda?.handler) ?? join(folder, `handler.${exportName}`).replaceAll('\\', '/'),
    memory: lambda?.memory ?? DEFAULT_MEMORY,
    timeout: timeout ?? lambda?.timeout ?? DEFAULT_TIMEOUT,
    environment: Object.fromEntries(
      Object.entries(lambda?.environment ?? {}).filter(([, value]) => literal(value) !== undefined),
    ),
    partialAnswers: reportBatchItemFailures,
  };
}

/** A value that no deployment has to supply, as it does `${TableName}`. */
function literal(value: string | undefined): string | undefined {
  return value?.includes('${') === true ? undefined : value;
}

import { configView } from '../config-view.js';
import type { Violation } from '../rules/rule.js';
import { mappingProperties } from '../mapping-properties.js';
import type { TopicSetup } from '../topic-setup.js';
import { valueOf, type MappingView } from './mapping-view.js';
import { isUnknown, numberOf, textOf, unknownText, type TemplateNode } from './node.js';

/** Properties that rules compare, or that are not comparable as texts. */
const ELSEWHERE: ReadonlySet<string> = new Set([
  'FunctionName',
  'Topics',
  'FunctionResponseTypes',
  'StartingPositionTimestamp',
]);

/** What the service takes where a property is left out. */
const DEFAULTS: Readonly<Record<string, string>> = {
  BatchSize: '100',
  Enabled: 'true',
  MaximumRetryAttempts: '-1',
  MaximumRecordAgeInSeconds: '-1',
  BisectBatchOnFunctionError: 'false',
  'ProvisionedPollerConfig.MinimumPollers': '1',
  'ProvisionedPollerConfig.MaximumPollers': '200',
  'SelfManagedKafkaEventSourceConfig.ConsumptionMode': 'Stream',
};

/** Where a template and the settings of the config have different values. What is unknown in either is not compared. */
export function differences(view: MappingView, setup: TopicSetup): readonly Violation[] {
  const wanted = configView(setup);
  if (wanted.shape !== view.shape) {
    const message = `the template has ${article(view.shape)}, the config ${article(wanted.shape)}`;
    return [{ code: 'template-setting', path: '', message }];
  }
  const asked = new Set(Object.keys(setup.settings));
  const found = mappingProperties
    .filter(({ path, setting }) => !ELSEWHERE.has(path) && !path.includes('[]') && asked.has(setting))
    .flatMap(({ path, setting }) =>
      compare(path, { expected: valueOf(wanted, path), actual: valueOf(view, path), setting }),
    );
  return [...found, ...functionDifferences(view, setup)];
}

function article(shape: MappingView['shape']): string {
  return shape === 'pipe' ? 'a pipe' : 'an event source mapping';
}

interface Compared {
  readonly expected: TemplateNode | undefined;
  readonly actual: TemplateNode | undefined;
  readonly setting: string;
}

function compare(path: string, { expected, actual, setting }: Compared): readonly Violation[] {
  if (isUnknown(expected)) return [];
  if (isUnknown(actual)) {
    const shown = actual === undefined ? '' : ` (${unknownText(actual)})`;
    const message = `${path} is unknown${shown}, so that it is not compared with "${setting}"`;
    return [{ code: 'template-unknown', path, message, severity: 'note' }];
  }
  const [here, there] = [comparable(actual) ?? DEFAULTS[path], comparable(expected) ?? DEFAULTS[path]];
  if (here === there) return [];
  const message = `${path} is ${here ?? 'not set'}, and "${setting}" in the config asks for ${there ?? 'none'}`;
  return [{ code: 'template-setting', path, message }];
}

function comparable(node: TemplateNode | undefined): string | undefined {
  if (node === undefined) return undefined;
  if (node.kind !== 'list') return textOf(node);
  return node.items
    .map((item) => textOf(item) ?? '')
    .sort()
    .join(', ');
}

function functionDifferences({ function: lambda }: MappingView, { settings }: TopicSetup): readonly Violation[] {
  if (lambda === undefined) return [];
  const timeout = settings.function?.timeout;
  const actual = lambda.timeout === undefined ? 3 : numberOf(lambda.timeout);
  if (timeout === undefined || actual === undefined || actual === timeout) return [];
  const message = `the time-out is ${actual} s, and "function.timeout" in the config asks for ${timeout} s`;
  return [{ code: 'template-setting', path: 'function.timeout', message }];
}

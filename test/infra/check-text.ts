import { expect } from 'vitest';
import type { GenMskConsumerConfig } from '../../src/config/config-schema.js';
import type { TopicFacts } from '../../src/infra/rules/rule.js';
import { checkTemplate } from '../../src/infra/template/check-template.js';
import {
  isTerraformFile,
  readTemplate,
  readTerraformFile,
  terraformTemplates,
} from '../../src/infra/template/read-template.js';
import type { TemplateView } from '../../src/infra/template/template-view.js';
import { topicFacts } from '../../src/infra/topic-facts.js';
import { configOf } from './stack-of.js';

/** What a topic's code is, where a test says nothing else. */
export interface Given {
  readonly topics?: GenMskConsumerConfig['topics'];
  readonly adapters?: GenMskConsumerConfig['adapters'];
  readonly facts?: Partial<TopicFacts>;
}

async function readView(file: string, text: string): Promise<TemplateView> {
  if (isTerraformFile(file)) {
    const read = await readTerraformFile({ file, text });
    if (!read.ok) expect.fail(`${read.at?.line ?? ''}: ${read.message}`);
    const [one] = terraformTemplates([read]);
    return one?.template ?? expect.fail('no template');
  }
  const read = await readTemplate({ file, text });
  if (!read.ok) expect.fail(`${read.at?.line ?? ''}: ${read.message}`);
  return read.template;
}

/** What `check --template` finds in a text: `severity code line: message`. */
export async function findingsIn(file: string, text: string, given: Given = {}): Promise<readonly string[]> {
  const config = configOf({
    topics: given.topics ?? { orders: { value: 'string', reportBatchItemFailures: true } },
    ...(given.adapters === undefined ? {} : { adapters: given.adapters }),
  });
  const facts = config.topics.map((topic) => ({
    ...topicFacts({ topic, event: undefined, handler: undefined, now: Date.UTC(2026, 5, 1) }),
    sendsDeadLetters: true,
    ...given.facts,
  }));
  const found = checkTemplate(config, facts, [{ file, template: await readView(file, text) }]);
  return found.map(
    ({ severity, code, message, location }) => `${severity} ${code} ${location?.line ?? '?'}: ${message}`,
  );
}

import { importStatements } from '../code/module-text.js';
import { memberAccess } from '../code/source-text.js';
import type { PartModel } from '../model/topic-model.js';
import type { TemplateInput } from './template-data.js';
import { rootType } from './topic-branches.js';
import { typeNameOf } from './named-topic.js';
import type { SampledPlan, TopicPlan } from './topic-plan.js';
import { hasSchema } from './wire-frame.js';

/** What `handler.ts` is made of: written once, then the team's. */
export function handlerFile(plan: TopicPlan): TemplateInput {
  const { topic, names, value } = plan.topic;
  const branches = plan.branches?.branches.map(({ literal, type }) => ({
    discriminant: literal,
    typeName: typeNameOf(plan, type) ?? plan.valueType,
  }));
  const tag = `event${memberAccess(plan.branches?.property ?? '$type')}`;
  return {
    template: 'handler',
    data: {
      topic,
      pascal: names.pascal,
      ext: plan.importExtension,
      reportBatchItemFailures: plan.topic.reportBatchItemFailures,
      branches: branches ?? null,
      tag,
      loggedTag: `\${${tag}}`,
      typeName: (hasSchema(value) ? typeNameOf(plan, rootType(value)) : undefined) ?? plan.valueType,
    },
  };
}

/** What `handler.test.ts` is made of: written once, then the team's. */
export function handlerTestFile(plan: SampledPlan): TemplateInput {
  const { topic, names, value, reportBatchItemFailures } = plan.topic;
  const samples = plan.samples.value.map(({ name }) => name);
  const encoder = `encode${names.pascal}Value`;
  const undecodable = undecodableBytes(value, encoder, samples[0] ?? '');
  const branches = samples.length > 1;
  const imports = [...(undecodable?.includes(encoder) === true ? [encoder] : []), `${names.camel}Event`];
  const sampleImports = branches ? samples : undecodable?.includes(encoder) === true ? samples.slice(0, 1) : [];
  return {
    template: plan.testRunner === 'node' ? 'handler.test.node' : 'handler.test',
    data: {
      topic,
      camel: names.camel,
      ext: plan.importExtension,
      jest: plan.testRunner === 'jest',
      branches,
      samples,
      fixtureImport: importStatements(
        [...imports, ...sampleImports].map((name) => ({ module: './fixture', name, as: name, typeOnly: false })),
        plan.importExtension,
      ).trimEnd(),
      poison: undecodable ?? null,
      reportBatchItemFailures,
    },
  };
}

/** An expression for bytes that no decoder of the value takes; undefined where any bytes are a value. */
function undecodableBytes(part: PartModel, encoder: string, sample: string): string | undefined {
  switch (part.kind) {
    case 'bytes':
      return undefined;
    case 'string':
      return 'Uint8Array.of(0xff)';
    case 'avro':
      return `${encoder}(${sample}).subarray(0, -1)`;
    case 'json':
      return "Buffer.from('{')";
  }
}

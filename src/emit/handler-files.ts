import { importStatements } from '../code/module-text.js';
import { call, list, object, property } from '../code/expressions.js';
import { layOut, variable, type Code } from '../code/statements.js';
import { printLayout } from '../code/print-layout.js';
import { hardline, indent, type Layout } from '../code/text-layout.js';
import { memberAccess } from '../code/source-text.js';
import { type AvroPart, hasSchema, type PartModel } from '../model/topic-model.js';
import type { TemplateInput } from './template-data.js';
import { rootType } from './topic-branches.js';
import { typeNameOf } from './named-topic.js';
import type { SampledPlan, TopicPlan } from './topic-plan.js';
import { minimumSizes } from '../runtime/resolution/schema.js';
import { writesFrame } from './wire-frame.js';

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
      handlerType: plan.topic.reportBatchItemFailures ? 'KafkaBatchHandler' : 'KafkaHandler',
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
  // A sample with its last byte cut off.
  const encodes = undecodable.length > 1;
  const imports = [...(encodes ? [encoder] : []), `${names.camel}Event`, 'simulate'];
  const sampleImports = branches ? samples : encodes ? samples.slice(0, 1) : [];
  return {
    template: plan.testRunner === 'node' ? 'handler.test.node' : 'handler.test',
    data: {
      topic,
      camel: names.camel,
      ext: plan.importExtension,
      jest: plan.testRunner === 'jest',
      branches,
      everyType: inBody([everyType(`${names.camel}Event`, samples)]),
      fixtureImport: importStatements(
        [...imports, ...sampleImports].map((name) => ({ module: './fixture', name, as: name, typeOnly: false })),
        plan.importExtension,
      ).trimEnd(),
      poison: undecodable.length === 0 ? null : inBody(undecodable),
      allHandled: allHandled(plan.testRunner, reportBatchItemFailures),
      reportBatchItemFailures,
    },
  };
}

/** The statements that make the constant `undecodable`, bytes that no decoder of the value takes; none where any bytes are a value. */
function undecodableBytes(part: PartModel, encoder: string, sample: string): readonly Code[] {
  const undecodable = (bytes: Layout): Code => variable('const', 'undecodable', bytes);
  switch (part.kind) {
    case 'bytes':
      return [];
    case 'string':
      return [undecodable(call('Uint8Array.of', '0xff'))];
    case 'avro':
      if (part.framing === 'lambda-json' && part.shape.kind === 'leaf') return [undecodable(OPEN_JSON)];
      if (isNothing(part)) return [undecodable(call('Uint8Array.of', '0'))];
      return [variable('const', 'encoded', call(encoder, sample)), undecodable(call('encoded.subarray', '0', '-1'))];
    case 'json':
      return [undecodable(OPEN_JSON)];
  }
}

const OPEN_JSON = call('Buffer.from', "'{'");

/** Whether every value takes no bytes, of which none can be missing, such as a record without fields. */
function isNothing(part: AvroPart): boolean {
  return !writesFrame(part) && minimumSizes()(part.reader.type) === 0;
}

/** The statement that makes an event with every sample. */
function everyType(makeEvent: string, samples: readonly string[]): Code {
  return variable(
    'const',
    'event',
    call(makeEvent, list(samples.map((sample) => object([property('value', sample)])))),
  );
}

/** What the test compares the answer with when all records are handled: a value, or with vitest and jest the call that expects it. */
function allHandled(runner: TopicPlan['testRunner'], isPartial: boolean): string {
  if (runner === 'node') return isPartial ? 'allHandled' : 'undefined';
  return isPartial ? 'toEqual(allHandled)' : 'toBeUndefined()';
}

/** Statements of a function's body, behind its indentation. */
function inBody(statements: readonly Code[]): string {
  return printLayout(indent(hardline, layOut(statements))).trimStart();
}

import { printAlias, printTypes, typesFileSpelling } from '../avro/print-types.js';
import { docComment, stringLiteral } from '../code/source-text.js';
import type { PartModel } from '../model/topic-model.js';
import type { TemplateInput } from './template-data.js';
import type { TopicPlan } from './topic-plan.js';

/** What `types.ts` is made of. */
export function typesFile(plan: TopicPlan): TemplateInput {
  const { topic } = plan.topic;
  const alias = (name: string, part: PartModel, what: 'key' | 'value'): string => {
    const doc = `The ${what} of a record of the topic ${stringLiteral(topic)}.`;
    switch (part.kind) {
      case 'avro':
        return printAlias(name, part.shape, plan.types, doc);
      case 'json': {
        const text = plan.jsonTypes.roots.get(name)?.alias ?? '';
        return text === '' ? '' : docComment([doc]) + text;
      }
      case 'string':
        return `${docComment([doc])}export type ${name} = string;\n`;
      case 'bytes':
        return `${docComment([`${doc} Raw bytes.`])}export type ${name} = ${typesFileSpelling(plan.types).global('Uint8Array')};\n`;
    }
  };
  return {
    template: 'types',
    data: {
      declarations: [printTypes(plan.types), ...plan.jsonTypes.declarations.map(({ text }) => text)]
        .filter((text) => text !== '')
        .join('\n'),
      keyAlias: alias(plan.keyType, plan.topic.key, 'key'),
      valueAlias: alias(plan.valueType, plan.topic.value, 'value'),
    },
  };
}

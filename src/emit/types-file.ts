import { printAlias, printTypes, typesFileSpelling } from '../avro/print-types.js';
import { documented } from '../code/documented.js';
import { stringLiteral } from '../code/source-text.js';
import { hardline, join, lines, type Layout } from '../code/text-layout.js';
import type { PartModel } from '../model/topic-model.js';
import { filledModule, type FilledModule } from './filled-module.js';
import type { TopicPlan } from './topic-plan.js';

/** What `types.ts` is made of. */
export function typesFile(plan: TopicPlan): FilledModule<'types'> {
  const { topic } = plan.topic;
  const alias = (name: string, part: PartModel, what: 'key' | 'value'): Layout => {
    const doc = `The ${what} of a record of the topic ${stringLiteral(topic)}.`;
    switch (part.kind) {
      case 'avro':
        return printAlias(name, part.shape, plan.types, doc) ?? '';
      case 'json': {
        const text = plan.jsonTypes.roots.get(name)?.alias ?? '';
        return text === '' ? '' : documented([doc], lines(text));
      }
      case 'string':
        return documented([doc], `export type ${name} = string;`);
      case 'bytes': {
        const bytes = typesFileSpelling(plan.types).global('Uint8Array');
        return documented([`${doc} Raw bytes.`], [`export type ${name} = `, bytes, ';']);
      }
    }
  };
  const declarations = [...printTypes(plan.types), ...plan.jsonTypes.declarations.map(({ text }) => lines(text))];
  return filledModule(plan, 'types', [], {
    declarations: join([hardline, hardline], declarations),
    keyAlias: alias(plan.keyType, plan.topic.key, 'key'),
    valueAlias: alias(plan.valueType, plan.topic.value, 'value'),
  });
}

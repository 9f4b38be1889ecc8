import type { EnumType } from '../../runtime/resolution/schema.js';
import { annotations, change, listed, type AvroChange, type AvroConsumers, type Both } from './avro-change.js';
import type { SchemaChange } from '../comparison.js';

/**
 * What differs between two versions of an enum. `isSameName`: whether its type is called the same in the generated code.
 */
export function enumChanges(
  consumers: AvroConsumers,
  { before: was, after: is }: Both<EnumType>,
  isSameName: boolean,
): readonly AvroChange[] {
  const { deployed, regenerated } = consumers;
  const changes: AvroChange[] = [];
  if (was.fullName !== is.fullName) {
    changes.push({
      ...change('renamed', { before: was.fullName, after: is.fullName }),
      types: !isSameName,
      deployed: deployed.enumName(is, was),
      regenerated: regenerated.enumName(was, is),
    });
  }
  const symbolChange = (symbol: string, words: Pick<SchemaChange, 'before' | 'after'>): AvroChange => ({
    ...change('values', words),
    types: true,
    deployed: deployed.symbol(is, was, symbol),
    regenerated: regenerated.symbol(was, is, symbol),
  });
  for (const after of is.symbols) {
    if (!was.symbols.includes(after)) changes.push(symbolChange(after, { before: undefined, after }));
  }
  for (const before of was.symbols) {
    if (!is.symbols.includes(before)) changes.push(symbolChange(before, { before, after: undefined }));
  }
  changes.push(...symbolOrder(consumers, was, is));
  if (was.default !== is.default) changes.push(change('default', { before: was.default, after: is.default }));
  return [...changes, ...annotations(was, is)];
}

function symbolOrder({ deployed, regenerated }: AvroConsumers, was: EnumType, is: EnumType): readonly AvroChange[] {
  const old = was.symbols.filter((symbol) => is.symbols.includes(symbol));
  const young = is.symbols.filter((symbol) => was.symbols.includes(symbol));
  if (young.every((symbol, index) => symbol === old[index])) return [];
  return [
    {
      ...change('order', { before: listed(old), after: listed(young) }),
      deployed: deployed.symbolOrder(is, was),
      regenerated: regenerated.symbolOrder(was, is),
    },
  ];
}

import type { AvroType, EnumType } from './schema.js';
import { NAME } from './schema-name.js';
import { defineType, notAName, readName } from './read-name.js';
import {
  attributesOf,
  describe,
  reportFault,
  reportReaderFault,
  textOf,
  within,
  type Json,
  type Place,
  type SchemaReading,
} from './schema-reading.js';

export function readEnum(reading: SchemaReading, json: Json, place: Place): AvroType {
  const name = readName(reading, json, place);
  const symbols = new Set<string>();
  const { symbols: list, default: initial } = json;
  if (!Array.isArray(list))
    return reportFault(reading, place, `enum "${name.fullName}" has no list of "symbols"`);
  list.forEach((symbol: unknown, index) => {
    const at = within(within(place, 'symbols'), index);
    if (typeof symbol !== 'string' || !NAME.test(symbol))
      reportFault(reading, at, notAName('symbol', symbol));
    else if (symbols.has(symbol)) reportFault(reading, at, `duplicate symbol "${symbol}"`);
    else symbols.add(symbol);
  });
  const fallback = textOf(initial);
  const isSymbol = fallback !== undefined && symbols.has(fallback);
  if (initial !== undefined && !isSymbol) {
    reportReaderFault(
      reading,
      within(place, 'default'),
      `the default ${describe(initial)} is not one of the symbols`,
    );
  }
  const type: EnumType = {
    kind: 'enum',
    ...name,
    symbols: [...symbols],
    default: isSymbol ? fallback : undefined,
    attributes: attributesOf(json, ['symbols', 'default']),
  };
  return defineType(reading, type, place);
}

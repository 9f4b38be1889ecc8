import type { Framing, VersionConfig } from '../config/config.js';
import type { AvroType } from '../runtime/resolution/schema.js';

/** Why schemas of several subjects cannot be read as one union. */
interface UnionFault {
  readonly message: string;
  readonly help: string;
}

/** What keeps the newest versions of several subjects from being a union with `$type`; `branches` are their types, in order. */
export function unionFault(
  framing: Framing,
  branches: readonly AvroType[],
  members: readonly VersionConfig[],
): UnionFault | undefined {
  return framingFault(framing) ?? recordFault(branches, members);
}

/** The reason why a framing does not identify the subject of a record. */
function framingFault(framing: Framing): UnionFault | undefined {
  switch (framing) {
    case 'none':
      return {
        message: 'with framing "none" the bytes do not identify the subject of a record',
        help: 'Set the framing your producers use, such as "confluent" or "glue": with several subjects, a record must carry its schema id.',
      };
    case 'lambda-json':
      return {
        message:
          'with framing "lambda-json" Lambda converts records to JSON without their names, so records of several subjects cannot be distinguished',
        help: 'Set the event source mapping\'s EventRecordFormat to SOURCE and "framing": "lambda": then the bytes stay Avro and come with their schema id.',
      };
    case 'lambda':
    case 'confluent':
    case 'confluent-guid':
    case 'glue':
    case 'single-object':
    case 'auto':
      return undefined;
  }
}

/** The reason why the schemas of several subjects cannot be a union with `$type`. */
function recordFault(branches: readonly AvroType[], members: readonly VersionConfig[]): UnionFault | undefined {
  const names = branches.map((branch) => (branch.kind === 'record' ? branch.fullName : undefined));
  const odd = names.findIndex((name, index) => name === undefined || names.indexOf(name) !== index);
  if (odd < 0) return undefined;
  const help = 'Several subjects on one topic must be records with different names: list only one of them.';
  return names[odd] === undefined
    ? {
        message: `the schemas of several subjects must be records, but ${members[odd]?.file ?? ''} is not a record`,
        help,
      }
    : { message: `two of the subjects contain a record named ${names[odd]}`, help };
}

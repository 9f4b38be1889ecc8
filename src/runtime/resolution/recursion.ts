import { recursiveRecords, type AvroType, type RecordType } from './schema.js';

/** Under how many arrays and maps a record may hold itself: the call stack has to hold MAX_DEPTH times as many. */
export const MAX_BETWEEN = 5;

/** The records that contain themselves, transitively, under more arrays and maps than that. */
export function recordsFarWithin(root: AvroType): readonly RecordType[] {
  const recursive = recursiveRecords(root);
  const levels = (type: AvroType): number => {
    switch (type.kind) {
      case 'array':
        return 1 + levels(type.items);
      case 'map':
        return 1 + levels(type.values);
      case 'union':
        return Math.max(-Infinity, ...type.branches.map(levels));
      default:
        return type.kind === 'record' && recursive.has(type) ? 0 : -Infinity;
    }
  };
  return [...recursive].filter(({ fields }) =>
    fields.some(({ type }) => levels(type) > MAX_BETWEEN),
  );
}

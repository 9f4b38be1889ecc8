import { resolvedParts, type ResolvedPart } from './resolved-parts.js';
import type { RecordResolution, Resolution } from './resolution.js';

/** A part of the writer's schema whose values the reader cannot read. */
export interface UnreadablePart {
  /** The reader's field, as `Record.field`, or the type. */
  readonly at: string;
  readonly reason: string;
}

/** Finds the writer's values that the reader cannot read: branches of unions, symbols, items of arrays and maps. */
export function unreadableParts(root: ResolvedPart): readonly UnreadablePart[] {
  return resolvedParts(root).flatMap(({ resolution, writer, at }) => {
    switch (resolution.kind) {
      case 'unreadable':
        return [{ at, reason: resolution.reason }];
      case 'enum': {
        const symbols = writer.kind === 'enum' ? writer.symbols : [];
        const unknown = symbols.filter((_, index) => resolution.symbols[index] === undefined);
        return unknown.length === 0 ? [] : [{ at, reason: unknownSymbols(unknown) }];
      }
      default:
        return [];
    }
  });
}

/** Maximum number of symbols listed in a reason. */
const MAX_SYMBOLS = 10;

/** Explains why symbols of the writer cannot be read. */
export function unknownSymbols(symbols: readonly string[]): string {
  const more = symbols.length - MAX_SYMBOLS;
  const names = [...symbols.slice(0, MAX_SYMBOLS), ...(more > 0 ? [`${String(more)} more`] : [])];
  const one = symbols.length === 1;
  return `${one ? 'symbol' : 'symbols'} ${names.join(', ')} ${one ? 'is' : 'are'} not in the reader's enum, which has no default`;
}

/** Checks whether any value can be read: one with null, or with empty arrays and maps, if nothing else is readable. */
export function isReadable(root: ResolvedPart): boolean {
  const records = resolvedParts(root).flatMap(({ resolution }) =>
    resolution.kind === 'record' ? [resolution] : [],
  );
  const readable = new Set<RecordResolution>();
  const reads = (resolution: Resolution): boolean => {
    switch (resolution.kind) {
      case 'record':
        return readable.has(resolution);
      case 'union':
        return resolution.branches.some(reads);
      case 'wrapped':
        return reads(resolution.value);
      case 'unreadable':
        return false;
      default:
        return true;
    }
  };
  // A record is readable only after those that it contains. Alternating the order, a few rounds suffice for nearly every schema.
  for (let settled = false; !settled; records.reverse()) {
    settled = true;
    for (const record of records) {
      if (readable.has(record)) continue;
      if (!record.steps.every((step) => step.kind === 'skip' || reads(step.resolution))) continue;
      readable.add(record);
      settled = false;
    }
  }
  return reads(root.resolution);
}

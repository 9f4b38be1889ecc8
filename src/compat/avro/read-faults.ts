import type { LeafResolution, Resolution } from '../../runtime/resolution/resolution.js';
import { resolve } from '../../runtime/resolution/resolve.js';
import { shortName, type AvroType } from '../../runtime/resolution/schema.js';
import type { Shape } from '../../runtime/resolution/value-shape.js';

/** What is wrong with how a reader reads a writer's data. */
export interface ReadFault {
  /** `refused`: an error, of every datum or of one that contains the branch or symbol. `wrong`: read, but not as it was written. */
  readonly kind: 'refused' | 'wrong';
  /** As in a `ResolutionFault`. */
  readonly at: string;
  readonly reason: string;
}

/**
 * What is wrong with how the reader reads the writer's data: where the schemas do not resolve, and where they do but a
 * branch or symbol is left over, becomes a default, or a number loses digits. Empty if every datum is read as it was written.
 */
export function readFaults(writer: AvroType, reader: Shape): readonly ReadFault[] {
  const result = resolve(writer, reader);
  if (!result.ok) return result.faults.map((fault) => ({ kind: 'refused', ...fault }));
  return new LossyReadFinder().of(result.resolution, writer, rootName(writer));
}

/** The faults of a resolution that succeeded. */
class LossyReadFinder {
  private readonly seen = new Set<Resolution>();

  of(resolution: Resolution, type: AvroType, at: string): readonly ReadFault[] {
    if (this.seen.has(resolution)) return [];
    this.seen.add(resolution);
    switch (resolution.kind) {
      case 'unreadable':
        return [{ kind: 'refused', at, reason: resolution.reason }];
      case 'enum':
        return resolution.symbols.flatMap((symbol, index): ReadFault[] => {
          const written = type.kind === 'enum' ? (type.symbols[index] ?? '') : '';
          if (symbol === written) return [];
          return symbol === undefined
            ? [{ kind: 'refused', at, reason: symbolReason(written) }]
            : [{ kind: 'wrong', at, reason: `"${written}" is decoded as "${symbol}", the reader's default` }];
        });
      case 'record': {
        const { writer, reader, steps } = resolution;
        return steps.flatMap((step, index) => {
          const field = writer.fields[index];
          if (step.kind === 'skip' || field === undefined) return [];
          return this.of(step.resolution, field.type, `${shortName(reader.type.fullName)}.${step.field.field.name}`);
        });
      }
      case 'array':
        return type.kind === 'array' ? this.of(resolution.items, type.items, `${at}[]`) : [];
      case 'map':
        return type.kind === 'map' ? this.of(resolution.values, type.values, `${at}{}`) : [];
      case 'union':
        return resolution.branches.flatMap((branch, index) => {
          const written = type.kind === 'union' ? type.branches[index] : undefined;
          return written === undefined ? [] : this.of(branch, written, at);
        });
      case 'wrapped':
        return this.of(resolution.value, type, at);
      case 'leaf': {
        const reason = leafReason(resolution, type);
        return reason === undefined ? [] : [{ kind: 'wrong', at, reason }];
      }
      case 'null':
        return [];
    }
  }
}

/** How a promotion changes values; undefined for one that keeps them all. */
function leafReason({ read }: LeafResolution, { kind }: AvroType): string | undefined {
  if (read === 'readLongAsDouble') return 'a long past 2^53 loses digits';
  if (read === 'readString' && kind === 'bytes') return 'bytes that are not UTF-8 are rejected';
  if (read === 'readDecimal' && kind === 'string') return 'the bytes of a string are read as an unscaled decimal';
  return undefined;
}

/** What is said of a symbol that the reader neither has nor reads as its default. */
function symbolReason(symbol: string): string {
  return `the writer's symbol "${symbol}" is not one of the reader's symbols, and the reader has no default`;
}

function rootName(type: AvroType): string {
  return 'fullName' in type ? shortName(type.fullName) : type.kind;
}

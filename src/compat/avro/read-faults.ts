import type { LeafResolution } from '../../runtime/resolution/resolution.js';
import { resolve } from '../../runtime/resolution/resolve.js';
import { resolvedParts, type ResolvedPart } from '../../runtime/resolution/resolved-parts.js';
import { branchName, shortName, type AvroType } from '../../runtime/resolution/schema.js';
import { unreadableParts } from '../../runtime/resolution/unreadable.js';
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
  const root = { resolution: result.resolution, writer, at: shortName(branchName(writer)) };
  const refused = unreadableParts(root).map((part): ReadFault => ({ kind: 'refused', ...part }));
  return [...refused, ...resolvedParts(root).flatMap(alteredValues)];
}

/** What is read, but not as it was written. */
function alteredValues({ resolution, writer, at }: ResolvedPart): readonly ReadFault[] {
  if (resolution.kind === 'enum' && writer.kind === 'enum') {
    return writer.symbols.flatMap((written, index): ReadFault[] => {
      const symbol = resolution.symbols[index];
      if (symbol === written || symbol === undefined) return [];
      return [{ kind: 'wrong', at, reason: `"${written}" is decoded as "${symbol}", the reader's default` }];
    });
  }
  const reason = resolution.kind === 'leaf' ? leafReason(resolution, writer) : undefined;
  return reason === undefined ? [] : [{ kind: 'wrong', at, reason }];
}

/** How a promotion changes values; undefined for one that keeps them all. */
function leafReason({ read }: LeafResolution, { kind }: AvroType): string | undefined {
  if (read === 'readLongAsDouble') return 'a long past 2^53 loses digits';
  if (read === 'readString' && kind === 'bytes') return 'bytes that are not UTF-8 are rejected';
  if (read === 'readDecimal' && kind === 'string') return 'the bytes of a string are read as an unscaled decimal';
  return undefined;
}

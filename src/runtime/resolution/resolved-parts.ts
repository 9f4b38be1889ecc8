import type { RecordResolution, Resolution } from './resolution.js';
import { shortName, type AvroType } from './schema.js';

/** A part of a resolution, the writer's type that it reads, and its label in errors. */
export interface ResolvedPart {
  readonly resolution: Resolution;
  readonly writer: AvroType;
  /** As `Record.field`, `Record.field[]` or `Record.field{}`. */
  readonly at: string;
}

/** Lists every part that reads a value, in the writer's order; each record only once. */
export function resolvedParts(root: ResolvedPart): readonly ResolvedPart[] {
  const seen = new Set<RecordResolution>();
  const found: ResolvedPart[] = [];
  const visit = (part: ResolvedPart): void => {
    const { resolution, writer, at } = part;
    if (resolution.kind === 'record') {
      if (seen.has(resolution)) return;
      seen.add(resolution);
    }
    found.push(part);
    switch (resolution.kind) {
      case 'record':
        for (const [index, step] of resolution.steps.entries()) {
          const field = resolution.writer.fields[index];
          if (step.kind === 'skip' || field === undefined) continue;
          const place = `${shortName(resolution.reader.type.fullName)}.${step.field.field.name}`;
          visit({ resolution: step.resolution, writer: field.type, at: place });
        }
        return;
      case 'array':
        if (writer.kind === 'array')
          visit({ resolution: resolution.items, writer: writer.items, at: `${at}[]` });
        return;
      case 'map':
        if (writer.kind === 'map')
          visit({ resolution: resolution.values, writer: writer.values, at: `${at}{}` });
        return;
      case 'union':
        for (const [index, branch] of resolution.branches.entries()) {
          const type = writer.kind === 'union' ? writer.branches[index] : undefined;
          if (type !== undefined) visit({ resolution: branch, writer: type, at });
        }
        return;
      case 'wrapped':
        visit({ resolution: resolution.value, writer, at });
        return;
      case 'null':
      case 'leaf':
      case 'enum':
      case 'unreadable':
    }
  };
  visit(root);
  return found;
}

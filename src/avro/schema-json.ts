import { isPrimitive, namespaceOf } from '../runtime/resolution/schema-name.js';
import type { AvroType, Field, LogicalType, NamedType } from '../runtime/resolution/schema.js';

/**
 * A parsed schema as JSON again, with the types of all its files in one: what a reader needs for resolution (names, aliases,
 * defaults, logical types), without docs and attributes. Whole numbers past 2^53 are bigint, as they were read.
 */
export function schemaJson(type: AvroType): unknown {
  const defined = new Set<NamedType>();

  const form = (inner: AvroType): unknown => {
    if ('fullName' in inner) {
      if (defined.has(inner)) return reference(inner.fullName);
      defined.add(inner);
    }
    switch (inner.kind) {
      case 'record':
        return { type: 'record', ...names(inner), fields: inner.fields.map(field) };
      case 'enum': {
        const fallback = inner.default === undefined ? {} : { default: inner.default };
        return { type: 'enum', ...names(inner), symbols: inner.symbols, ...fallback };
      }
      case 'fixed':
        return { type: 'fixed', ...names(inner), size: inner.size, ...logicalType(inner.logical) };
      case 'array':
        return { type: 'array', items: form(inner.items) };
      case 'map':
        return { type: 'map', values: form(inner.values) };
      case 'union':
        return inner.branches.map(form);
      default:
        return inner.logical === undefined ? inner.kind : { type: inner.kind, ...logicalType(inner.logical) };
    }
  };

  const field = ({ name, type: inner, aliases, default: value }: Field): object => ({
    name,
    type: form(inner),
    ...(aliases.length === 0 ? {} : { aliases }),
    ...(value === undefined ? {} : { default: value }),
  });

  return form(type);
}

/** A name without a namespace would take that of the record around it; a dot before it says that it has none. */
function reference(fullName: string): string {
  return fullName.includes('.') || isPrimitive(fullName) ? fullName : `.${fullName}`;
}

function names({ fullName, aliases }: NamedType): object {
  return {
    name: fullName,
    ...(namespaceOf(fullName) === '' ? { namespace: '' } : {}),
    ...(aliases.length === 0 ? {} : { aliases: aliases.map(reference) }),
  };
}

function logicalType(logical: LogicalType | undefined): object {
  if (logical === undefined) return {};
  if (logical.name !== 'decimal') return { logicalType: logical.name };
  return { logicalType: logical.name, precision: logical.precision, scale: logical.scale };
}

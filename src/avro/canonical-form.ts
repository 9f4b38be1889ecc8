import type { AvroType, NamedType } from '../runtime/resolution/schema.js';

/** The schema as text in Parsing Canonical Form (specification, "Transforming into Parsing Canonical Form"). */
export function canonicalForm(type: AvroType): string {
  const defined = new Set<NamedType>();

  const form = (inner: AvroType): unknown => {
    if ('fullName' in inner) {
      if (defined.has(inner)) return inner.fullName;
      defined.add(inner);
    }
    switch (inner.kind) {
      case 'record': {
        const fields = inner.fields.map((field) => ({ name: field.name, type: form(field.type) }));
        return { name: inner.fullName, type: 'record', fields };
      }
      case 'enum':
        return { name: inner.fullName, type: 'enum', symbols: inner.symbols };
      case 'fixed':
        return { name: inner.fullName, type: 'fixed', size: inner.size };
      case 'array':
        return { type: 'array', items: form(inner.items) };
      case 'map':
        return { type: 'map', values: form(inner.values) };
      case 'union':
        return inner.branches.map(form);
      case 'null':
      case 'boolean':
      case 'int':
      case 'long':
      case 'float':
      case 'double':
      case 'bytes':
      case 'string':
        return inner.kind;
    }
  };

  return JSON.stringify(form(type));
}

/** The fingerprint of text that is empty, and the polynomial (specification, "Schema Fingerprints"). */
const EMPTY = 0xc15d213aa4d7a795n;

const TABLE: readonly bigint[] = Array.from({ length: 256 }, (_, byte) => {
  let fingerprint = BigInt(byte);
  for (let bit = 0; bit < 8; bit++) fingerprint = (fingerprint >> 1n) ^ (fingerprint & 1n ? EMPTY : 0n);
  return fingerprint;
});

/**
 * The CRC-64-AVRO (Rabin) fingerprint of a schema's canonical form as 16 hex digits, most significant first. The frame
 * of single-object encoding has it in reverse order.
 */
export function schemaFingerprint(type: AvroType): string {
  let fingerprint = EMPTY;
  for (const byte of Buffer.from(canonicalForm(type))) {
    fingerprint = (fingerprint >> 8n) ^ (TABLE[Number(fingerprint & 0xffn) ^ byte] ?? 0n);
  }
  return fingerprint.toString(16).padStart(16, '0');
}

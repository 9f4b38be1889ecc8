import type { Framing } from './config.js';

const guid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Confluent ids are the four bytes of a signed integer. */
const largestId = 2 ** 31 - 1;

type SchemaId = { readonly ok: true; readonly id: string } | { readonly ok: false; readonly expected: string };

/** A writer's schema id as it will be compared with the one that comes with a record, or what the framing expects. */
export function parseSchemaId(text: string, framing: Framing): SchemaId {
  switch (framing) {
    case 'confluent':
      return isConfluentId(text)
        ? { ok: true, id: text }
        : { ok: false, expected: 'a whole number from 0 to 2147483647' };
    case 'confluent-guid':
    case 'glue':
      return guid.test(text)
        ? { ok: true, id: text.toLowerCase() }
        : { ok: false, expected: 'a UUID such as 3f2504e0-4f89-41d3-9a0c-0305e82c3301' };
    case 'lambda':
    case 'lambda-json':
    case 'auto':
      if (isConfluentId(text)) return { ok: true, id: text };
      return guid.test(text)
        ? { ok: true, id: text.toLowerCase() }
        : { ok: false, expected: 'a whole number from 0 to 2147483647 (Confluent) or a UUID (Glue)' };
    case 'none':
    case 'single-object':
      return text.trim() === '' ? { ok: false, expected: 'a label' } : { ok: true, id: text };
  }
}

function isConfluentId(text: string): boolean {
  return /^(0|[1-9]\d{0,9})$/.test(text) && Number(text) <= largestId;
}

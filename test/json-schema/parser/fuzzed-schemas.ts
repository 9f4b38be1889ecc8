const line = {
  type: 'object',
  properties: {
    sku: { type: 'string', minLength: 1 },
    quantity: { type: 'integer', minimum: 1, maximum: 1_000 },
    unitPrice: { type: 'number', multipleOf: 0.01 },
    weight: { type: ['number', 'null'], exclusiveMinimum: 0 },
  },
  required: ['sku', 'quantity', 'unitPrice'],
  additionalProperties: false,
};

/** Draft 7: formats are asserted. Together they have every kind of value that a parser reads. */
export const FUZZED_SCHEMAS: Readonly<Record<string, object>> = {
  order: {
    type: 'object',
    properties: {
      id: { type: 'string', format: 'uuid' },
      status: { enum: ['PLACED', 'PAID', 'SHIPPED', 'A longer status, of over 24 bytes', 'é'] },
      lines: { type: 'array', items: line, minItems: 1, maxItems: 4 },
      note: { type: ['string', 'null'], maxLength: 20 },
      currency: { type: 'string', pattern: '^[A-Z]{3}$' },
      address: {
        anyOf: [{ type: 'object', properties: { city: { type: 'string' } }, required: ['city'] }, { type: 'null' }],
      },
      attributes: { type: 'object', additionalProperties: { type: 'string' } },
      tags: { type: 'array', items: { type: 'string' }, uniqueItems: true },
      paid: { type: 'boolean' },
      nothing: { type: 'null' },
      anything: {},
    },
    required: ['id', 'lines'],
    additionalProperties: false,
  },
  open: {
    type: 'object',
    properties: {
      'first name': { type: 'string' },
      größe: { type: 'number' },
      '"quoted"': { type: 'integer' },
      '1': { type: 'integer' },
      '': { type: 'string' },
      toString: { type: 'string' },
      rest: { type: 'array' },
      when: { type: 'string', format: 'date-time' },
      choice: { enum: ['a', null] },
      mixed: { type: ['string', 'integer', 'boolean'] },
      odd: { not: { type: 'string' } },
    },
    required: ['first name'],
  },
  tagged: {
    oneOf: [
      { type: 'object', properties: { type: { const: 'created' }, at: { type: 'integer' } }, required: ['type', 'at'] },
      { type: 'object', properties: { type: { enum: ['moved', 'gone'] }, to: line }, required: ['type'] },
    ],
  },
  tree: {
    type: 'object',
    properties: { name: { type: 'string' }, children: { type: 'array', items: { $ref: '#' } } },
    required: ['name'],
  },
  converted: {
    type: 'object',
    properties: {
      at: { type: 'string', format: 'date-time' },
      until: { type: ['string', 'null'], format: 'date-time' },
      sequence: { type: 'integer', format: 'int64' },
      digits: { type: 'string', format: 'uint64' },
      counts: { type: 'array', items: { type: 'number', format: 'uint64', minimum: 1 } },
    },
    required: ['sequence'],
  },
};

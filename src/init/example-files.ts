/** An Avro topic with a decimal, a timestamp and an enum. */
const order = {
  type: 'record',
  name: 'Order',
  namespace: 'shop',
  doc: 'An order that a customer has placed.',
  fields: [
    { name: 'id', type: { type: 'string', logicalType: 'uuid' } },
    { name: 'placedAt', type: { type: 'long', logicalType: 'timestamp-millis' } },
    { name: 'total', type: { type: 'bytes', logicalType: 'decimal', precision: 12, scale: 2 }, doc: 'In euros.' },
    { name: 'status', type: { type: 'enum', name: 'OrderStatus', symbols: ['PLACED', 'PAID', 'SHIPPED'] } },
    { name: 'note', type: ['null', 'string'], default: null },
  ],
};

/** A JSON Schema topic. */
const customer = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'Customer',
  description: 'A customer, as the shop knows them.',
  type: 'object',
  required: ['id', 'email'],
  properties: {
    id: { type: 'integer', minimum: 1 },
    email: { type: 'string', maxLength: 254, pattern: '^[^@ ]+@[^@ ]+$' },
    tier: { enum: ['standard', 'gold'] },
  },
};

const packageJson = {
  private: true,
  type: 'module',
  scripts: {
    generate: 'gen-msk-consumer generate',
    check: 'gen-msk-consumer check',
    typecheck: 'tsc --noEmit',
    test: 'vitest run',
  },
  devDependencies: { '@types/node': '^22.0.0', 'gen-msk-consumer': 'latest', typescript: '^5.9.0', vitest: '^4.0.0' },
};

const tsconfig = {
  compilerOptions: {
    module: 'nodenext',
    target: 'es2022',
    types: ['node'],
    strict: true,
    noEmit: true,
    skipLibCheck: true,
  },
  include: ['src'],
};

/** The files of an example project, but for its config, by their paths. */
export const exampleFiles: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries({
    'package.json': packageJson,
    'schemas/customers.schema.json': customer,
    'schemas/orders.avsc': order,
    'tsconfig.json': tsconfig,
  }).map(([path, json]) => [path, `${JSON.stringify(json, null, 2)}\n`]),
);

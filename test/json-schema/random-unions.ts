/** A schema with a choice between objects, and for each of them the schema with it alone. */
export interface RandomUnion {
  readonly json: unknown;
  readonly branches: readonly unknown[];
}

const NAMES = ['id', 'name', 'amount', 'currency', 'lines', 'address', 'note', 'status', 'placedAt', 'count'];
const TYPES = [
  { type: 'string' },
  { type: 'string', minLength: 3 },
  { type: 'integer' },
  { type: 'number', minimum: 0 },
  { type: 'boolean' },
  { type: 'array', items: { type: 'string' }, minItems: 1 },
  { type: ['string', 'null'] },
];

/** Two to five objects with some of the same names, with or without a discriminator, closed or open. */
export function randomUnion(random: () => number): RandomUnion {
  const pick = <T>(list: readonly T[]): T[] => list.slice(Math.floor(random() * list.length)).slice(0, 1);
  const object = (depth: number, tag: Readonly<Record<string, unknown>> = {}): Readonly<Record<string, unknown>> => {
    const names = NAMES.filter(() => random() < 0.45);
    const properties = names.map((name) => [name, depth < 1 && random() < 0.25 ? object(depth + 1) : pick(TYPES)[0]]);
    const required = [...Object.keys(tag), ...names.filter(() => random() < 0.7)];
    const closed = random() < 0.5 ? { additionalProperties: false } : {};
    return { type: 'object', required, properties: { ...tag, ...Object.fromEntries(properties) }, ...closed };
  };
  const hasTag = random() < 0.4;
  const alternatives = Array.from({ length: 2 + Math.floor(random() * 4) }, (_, index) =>
    object(0, hasTag && random() < 0.8 ? { kind: { const: `kind-${index}` } } : {}),
  );
  const keyword = random() < 0.5 ? 'oneOf' : 'anyOf';
  const around = random() < 0.5;
  const schema = (list: readonly unknown[]): unknown => {
    const union = { [keyword]: list };
    return around ? { type: 'object', required: ['payload'], properties: { payload: union } } : union;
  };
  return { json: schema(alternatives), branches: alternatives.map((one) => schema([one])) };
}

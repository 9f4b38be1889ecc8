import fc from 'fast-check';

/** Schemas whose keywords meet in every way that bears on a type, over few names, so that they often meet. */
export const randomSchema: fc.Arbitrary<object | boolean> = fc.letrec<{ schema: object | boolean }>((tie) => {
  const schema = tie('schema');
  const schemas = fc.array(schema, { minLength: 1, maxLength: 3 });
  const name = fc.constantFrom('a', 'b', 'type', 'toString', 'x-y');
  const types = ['null', 'boolean', 'integer', 'number', 'string', 'array', 'object'];
  const scalar = fc.constantFrom<unknown>('x', 'y', 1, 2, true, null, '2020-01-01T00:00:00Z', '12');
  const keywords = fc.record(
    {
      type: fc.oneof(
        { weight: 4, arbitrary: fc.constant('object') },
        fc.constantFrom(...types),
        fc.uniqueArray(fc.constantFrom(...types), { minLength: 1, maxLength: 3 }),
      ),
      properties: fc.dictionary(name, schema, { maxKeys: 3 }),
      required: fc.uniqueArray(name, { maxLength: 2 }),
      additionalProperties: schema,
      patternProperties: fc.dictionary(fc.constantFrom('^a', 'y$'), schema, { maxKeys: 1 }),
      unevaluatedProperties: fc.constant(false),
      prefixItems: schemas,
      items: schema,
      minItems: fc.integer({ min: 0, max: 3 }),
      maxItems: fc.integer({ min: 0, max: 3 }),
      contains: schema,
      enum: fc.array(fc.oneof(scalar, fc.constant({ a: 1 }), fc.constant([1, 'x'])), { minLength: 1, maxLength: 3 }),
      const: scalar,
      format: fc.constantFrom('date-time', 'int64', 'uuid'),
      allOf: schemas,
      anyOf: schemas,
      oneOf: schemas,
      not: schema,
      if: schema,
      then: schema,
      dependentSchemas: fc.dictionary(name, schema, { maxKeys: 1 }),
      $ref: fc.constantFrom('#/$defs/one', '#/$defs/two', '#'),
    },
    { requiredKeys: [] },
  );
  // A few keywords each: all at once admit nothing.
  const few = fc
    .tuple(keywords, fc.uniqueArray(fc.nat(21), { minLength: 1, maxLength: 4 }))
    .map(([all, kept]) => Object.fromEntries(Object.entries(all).filter((_, index) => kept.includes(index))));
  return {
    schema: fc.oneof(
      { maxDepth: 3, withCrossShrink: true },
      fc.boolean(),
      fc.record({ type: fc.constantFrom(...types) }),
      few,
    ),
  };
}).schema;

/** A whole schema, with definitions that it may refer to. */
export const randomRoot: fc.Arbitrary<object> = fc
  .tuple(randomSchema, randomSchema, randomSchema)
  .map(([root, one, two]) => ({ ...(typeof root === 'object' ? root : {}), $defs: { one, two } }));

/** Values over the names and scalars of these schemas. */
export const randomValue: fc.Arbitrary<unknown> = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom<unknown>('x', 'y', 1, 2, 1.5, true, false, null, '2020-01-01T00:00:00Z', '12'),
    fc.dictionary(fc.constantFrom('a', 'b', 'type', 'x-y', 'ab'), tie('value'), { maxKeys: 3 }),
    fc.array(tie('value'), { maxLength: 3 }),
  ),
})).value;

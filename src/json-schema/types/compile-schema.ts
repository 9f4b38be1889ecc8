/** What json-schema-to-typescript makes of a schema: one declaration for each schema in it that has a title, and for itself. */
export function compileSchema(schema: object, name: string): Promise<string> {
  const compiled = last.then(() => withoutLog(() => compileNow(schema, name)));
  last = compiled.catch(() => undefined);
  return compiled;
}

/** One call at a time, so that each can put the environment back as it was. */
let last: Promise<unknown> = Promise.resolve();

async function compileNow(schema: object, name: string): Promise<string> {
  const { compile } = await import('json-schema-to-typescript');
  return compile({ ...schema }, name, OPTIONS);
}

const OPTIONS = {
  format: false,
  bannerComment: '',
  // An object whose schema says nothing of other properties gets no index signature.
  additionalProperties: false,
  // There are no references, and nothing is ever read or fetched.
  $refOptions: { resolve: { external: false }, dereference: { excludedPathMatcher: () => true } },
};

/** json-schema-to-typescript writes to stdout what it does, where the environment has a variable VERBOSE. */
async function withoutLog<T>(run: () => Promise<T>): Promise<T> {
  const { VERBOSE } = process.env;
  if (VERBOSE === undefined) return run();
  delete process.env.VERBOSE;
  try {
    return await run();
  } finally {
    process.env.VERBOSE = VERBOSE;
  }
}

import Handlebars from 'handlebars';

/** What is wrong with a template, and where in it; line and column from 1. */
export interface TemplateFault {
  readonly message: string;
  readonly line?: number;
  readonly column?: number;
}

/** A template that was understood: fills it in, or says what its data lacks. */
export type CompiledTemplate = (data: object) => FilledTemplate;

type FilledTemplate =
  { readonly ok: true; readonly text: string } | { readonly ok: false; readonly fault: TemplateFault };

/** Handlebars with the helpers that compute nothing but text: `log` would write into a command's result. */
const engine = Handlebars.create();
engine.unregisterHelper('log');

const options = {
  noEscape: true,
  strict: true,
  knownHelpersOnly: true,
  knownHelpers: { log: false, helperMissing: false, blockHelperMissing: false },
};

/**
 * Understands a template, which a person may have written: whatever is wrong with it is a fault, never an exception. The
 * data is TypeScript source already, so nothing is escaped. A name that the data lacks is a fault, in `{{#if …}}` too.
 */
export function compileTemplate(
  text: string,
): { readonly ok: true; readonly template: CompiledTemplate } | { readonly ok: false; readonly fault: TemplateFault } {
  const partials = new Partials();
  try {
    const tree = engine.parse(text);
    new StrictPaths().accept(tree);
    partials.accept(tree);
    // Otherwise it would be compiled when it is first filled in, and an unknown helper be found by few topics only.
    engine.precompile(tree, options);
    const compiled = engine.compile<unknown>(tree, options);
    return { ok: true, template: (data) => fill(compiled, data, partials) };
  } catch (error) {
    return { ok: false, fault: faultOf(error, partials) };
  }
}

function fill(compiled: HandlebarsTemplateDelegate<unknown>, data: object, partials: Partials): FilledTemplate {
  try {
    const text = compiled(ownMembers(data), {
      // Said outright, or Handlebars would write a remark to the console.
      allowProtoPropertiesByDefault: false,
      allowProtoMethodsByDefault: false,
    });
    // Parts that came out empty leave blank lines behind.
    return { ok: true, text: `${text.replace(/\n{3,}/g, '\n\n').trim()}\n` };
  } catch (error) {
    return { ok: false, fault: faultOf(error, partials) };
  }
}

/** The data without what every object inherits: `{{toString}}` is a name that it lacks. */
function ownMembers(data: object): object {
  return Object.assign(Object.create(NO_MEMBERS) as object, data);
}

/** Handlebars puts it into its message; `create` has no type of its own. */
const NO_MEMBERS = Object.create(null, { [Symbol.toPrimitive]: { value: () => 'the data' } }) as object;

/** Handlebars is strict with names that it prints; this has it so with those that it passes to helpers, as `{{#if name}}` does. */
class StrictPaths extends Handlebars.Visitor {
  override PathExpression(path: hbs.AST.PathExpression): void {
    // Of a longer path Handlebars would refuse what strings have: `topic.length`.
    if (path.parts.length === 1) Object.assign(path, { strict: true });
  }
}

/** The places of partials: the error for a missing one does not contain it. */
class Partials extends Handlebars.Visitor {
  readonly places = new Map<string, hbs.AST.Position>();

  override PartialStatement(partial: hbs.AST.PartialStatement): void {
    if ('original' in partial.name) this.places.set(partial.name.original, partial.loc.start);
    super.PartialStatement(partial);
  }
}

function faultOf(error: unknown, { places }: Partials): TemplateFault {
  if (!(error instanceof Error)) return { message: String(error) };
  const { message } = error;
  const syntax = /^Parse error on line (\d+):\n(.*)\n/.exec(message);
  if (syntax !== null)
    return { message: `cannot be parsed near ${JSON.stringify(syntax[2])}`, line: Number(syntax[1]) };
  const partial = /^The partial (.*) could not be found$/.exec(message)?.[1];
  if (partial !== undefined)
    return { message: `the partial ${JSON.stringify(partial)} does not exist`, ...placeOf(places.get(partial)) };
  const place =
    'lineNumber' in error && 'column' in error
      ? placeOf({ line: Number(error.lineNumber), column: Number(error.column) })
      : {};
  const said = message.replace(/ - \d+:\d+$/, '');
  const missing =
    /^"([^]*)" not defined in /.exec(said) ?? /^Cannot use 'in' operator to search for '(\w+)' in /.exec(said);
  if (missing?.[1] !== undefined) return { message: `${JSON.stringify(missing[1])} is not defined`, ...place };
  const helper = / used the unknown helper ([^]*)$/.exec(said)?.[1];
  if (helper !== undefined) return { message: `the helper ${JSON.stringify(helper)} does not exist`, ...place };
  return { message: said, ...place };
}

function placeOf(place: hbs.AST.Position | undefined): { readonly line?: number; readonly column?: number } {
  return place === undefined ? {} : { line: place.line, column: place.column + 1 };
}

import { readFileSync } from 'node:fs';
import type { Diagnostic, Result } from '../diagnostics/diagnostic.js';
import { packageFile } from '../paths/package-file.js';
import { compileTemplate, type CompiledTemplate, type TemplateFault } from './compile-template.js';
import type { TemplateInput, TemplateName } from './template-data.js';

/** A template of the project's own. */
interface TemplateText {
  /** `handler` of `handler.ts.hbs`. */
  readonly name: string;
  /** Relative to the project's root, with `/`. */
  readonly file: string;
  readonly text: string;
}

/** The templates of the package, with what each is for. */
export const templateTitles: Readonly<Record<TemplateName, string>> = {
  types: 'types.ts: types of key and value',
  decoder: 'decoder.ts: decodes bytes to these types',
  consumer: 'consumer.ts: binds decoder and runtime',
  fixture: 'fixture.ts: sample records and their encoder',
  'slow-path': 'slow-path.ts: fetches schemas unknown at generation',
  handler: 'handler.ts, created once',
  'handler.test': 'handler.test.ts for vitest and jest, created once',
  'handler.test.node': 'handler.test.ts for node:test, created once',
};

export function isTemplateName(name: string): name is TemplateName {
  return Object.hasOwn(templateTitles, name);
}

/** Where the text of a package's template is. */
export function templateFile(name: TemplateName): string {
  return packageFile(`templates/${name}.ts.hbs`);
}

/** The shells of the generated files: the project's own, and for what it has none of the package's. */
export class Templates {
  private readonly own: ReadonlyMap<TemplateName, OwnTemplate>;

  constructor(own: ReadonlyMap<TemplateName, OwnTemplate>) {
    this.own = own;
  }

  /** The text of a file, or what keeps the project's template from being filled in. */
  fill({ template, data }: TemplateInput): Result<string> {
    const own = this.own.get(template);
    const filled = (own?.template ?? packaged(template))(data);
    if (filled.ok) return { ok: true, value: filled.text, warnings: [] };
    if (own === undefined) throw new Error(`the template ${template}: ${filled.fault.message}`);
    const help = `Its data is ${Object.keys(data).join(', ')}.`;
    return { ok: false, problems: [{ ...problemOf(own.file, filled.fault), help }] };
  }
}

interface OwnTemplate {
  readonly file: string;
  readonly template: CompiledTemplate;
}

/** The templates of a project with the given custom ones; reports all that are invalid. */
export function makeTemplates(own: readonly TemplateText[]): Result<Templates> {
  const problems: Diagnostic[] = [];
  const templates = new Map<TemplateName, OwnTemplate>();
  for (const { name, file, text } of own) {
    const compiled = compileTemplate(text);
    if (!compiled.ok) problems.push(problemOf(file, compiled.fault));
    else if (isTemplateName(name)) templates.set(name, { file, template: compiled.template });
    else {
      const names = Object.keys(templateTitles).map((known) => `${known}.ts.hbs`);
      const message = `unknown template; the templates are ${names.join(', ')}`;
      problems.push(problemOf(file, { message }));
    }
  }
  if (problems.length > 0) return { ok: false, problems };
  return { ok: true, value: new Templates(templates), warnings: [] };
}

/** Those of the package. */
export const packageTemplates = new Templates(new Map());

function problemOf(file: string, { message, ...place }: TemplateFault): Diagnostic {
  return { code: 'template-invalid', severity: 'error', message, location: { file, ...place } };
}

/** The package's templates are the same for as long as the process lives. */
const compiled = new Map<TemplateName, CompiledTemplate>();

function packaged(name: TemplateName): CompiledTemplate {
  const known = compiled.get(name);
  if (known !== undefined) return known;
  const made = compileTemplate(readFileSync(templateFile(name), 'utf8'));
  if (!made.ok) throw new Error(`the template ${name}: ${made.fault.message}`);
  compiled.set(name, made.template);
  return made.template;
}

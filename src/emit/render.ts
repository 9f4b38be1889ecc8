import { readFileSync } from 'node:fs';
import Handlebars from 'handlebars';

/** The shells of the generated files, in `templates/` of the package. */
export type TemplateName =
  'types' | 'decoder' | 'consumer' | 'fixture' | 'slow-path' | 'handler' | 'handler.test' | 'handler.test.node';

const compiled = new Map<TemplateName, HandlebarsTemplateDelegate>();

/**
 * Fills a template in. The data is TypeScript source already: whatever comes from a schema has gone through
 * source-text.ts, so nothing is escaped here. A name that the data lacks is an error.
 */
export function render(name: TemplateName, data: object): string {
  let template = compiled.get(name);
  if (template === undefined) {
    const text = readFileSync(new URL(`../../templates/${name}.ts.hbs`, import.meta.url), 'utf8');
    template = Handlebars.compile(text, { noEscape: true, strict: true });
    compiled.set(name, template);
  }
  // Parts that came out empty leave blank lines behind.
  return `${template(data)
    .replace(/\n{3,}/g, '\n\n')
    .trim()}\n`;
}

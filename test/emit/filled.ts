import type { TemplateInput } from '../../src/emit/template-data.js';
import { packageTemplates } from '../../src/emit/templates.js';

/** A template of the package, filled in. */
export function filled(filling: TemplateInput): string {
  const result = packageTemplates.fill(filling);
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.value;
}

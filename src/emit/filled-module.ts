import type { ModuleDeclarations } from '../code/module-declarations.js';
import {
  importStatements,
  printModule,
  printWithDeclarations,
  type ModuleImport,
  type ModuleText,
} from '../code/module-text.js';
import type { Layout } from '../code/text-layout.js';
import type { TemplateData, TemplateName } from './template-data.js';
import type { TopicPlan } from './topic-plan.js';

/** A template with the text it is filled in with, and what that text imports. */
export interface FilledModule<Template extends TemplateName> {
  readonly template: Template;
  readonly data: TemplateData[Template];
  readonly imports: readonly ModuleImport[];
}

/** What a template is filled in with, each part of its data as a layout. */
type ModuleParts<Template extends TemplateName> = Readonly<
  Record<Exclude<keyof TemplateData[Template], 'imports'>, Layout>
>;

/** Those that are not printed from declarations. */
export type OwnParts<Template extends TemplateName> = Omit<ModuleParts<Template>, 'tables' | 'functions'>;

/** Prints the parts of a module; `declared` are the names that its template declares. */
export function filledModule<Template extends ModuleTemplate>(
  plan: Pick<TopicPlan, 'importExtension'>,
  template: Template,
  declared: readonly string[],
  parts: ModuleParts<Template>,
): FilledModule<Template> {
  return filled(plan, template, printModule<string>(parts, declared));
}

/** The same for a module with declarations, which the making of its parts adds; no declaration gets a name of `reserved`. */
export function filledWithDeclarations<Template extends ModuleTemplate>(
  plan: Pick<TopicPlan, 'importExtension'>,
  template: Template,
  declared: readonly string[],
  makeParts: (declarations: ModuleDeclarations) => OwnParts<Template>,
  reserved = declared,
): FilledModule<Template> {
  return filled(plan, template, printWithDeclarations<string>(declared, makeParts, reserved));
}

function filled<Template extends ModuleTemplate>(
  { importExtension }: Pick<TopicPlan, 'importExtension'>,
  template: Template,
  { imports, parts }: ModuleText<string>,
): FilledModule<Template> {
  const data = { imports: importStatements(imports, importExtension), ...parts };
  // Every part is printed under its own name, and all data of these templates is text.
  return { template, imports, data: data as unknown as TemplateData[Template] };
}

/** The templates whose data is printed text alone. */
type ModuleTemplate = 'types' | 'decoder' | 'consumer' | 'fixture' | 'slow-path';

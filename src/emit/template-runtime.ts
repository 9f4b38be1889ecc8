const RUNTIME_IMPORT = /\bfrom ['"]\.\.\/_runtime\/([\w/-]+)/g;

/** The modules of the runtime that a template of the project's own imports. */
export function templateRuntime(template: string): readonly string[] {
  return [...template.matchAll(RUNTIME_IMPORT)].flatMap(([, module]) => module ?? []);
}

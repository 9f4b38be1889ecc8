import type { TemplateMap, TemplateNode } from './node.js';

/** A resource of a template. */
export interface TemplateResource {
  readonly id: string;
  readonly type: string;
  readonly properties: TemplateMap;
  readonly node: TemplateNode;
}

export interface CloudFormationScope {
  readonly resources: ReadonlyMap<string, TemplateResource>;
  /** `Globals.Function` of SAM. */
  readonly globals: TemplateNode;
}

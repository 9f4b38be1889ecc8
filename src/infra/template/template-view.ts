import type { MappingView } from './mapping-view.js';
import type { Place } from './node.js';
import type { RoleView } from './role-view.js';

/** What a template says of Kafka mappings. */
export interface TemplateView {
  readonly mappings: readonly TemplateMapping[];
  readonly duplicates: readonly { readonly key: string; readonly at: Place | undefined }[];
  /** What may have other mappings in it and is not read: nested stacks, modules. */
  readonly unread: readonly { readonly name: string; readonly at: Place | undefined }[];
}

export interface TemplateMapping {
  readonly view: MappingView;
  /** The role of the function, or of the pipe; a text says why it is not known. */
  readonly role: RoleView | string;
}

export type ReadTemplate = { readonly ok: true; readonly template: TemplateView } | ReadFailure;

/** Why a text could not be read, and where. */
export interface ReadFailure {
  readonly ok: false;
  readonly message: string;
  readonly at: Place | undefined;
}

import { given } from './given.js';
import type { INFRA_FORMATS, infraSchema, topicInfraSchema } from './infra-schema.js';
import { pointerTo } from '../paths/json-pointer.js';
import type { Infer } from './setting.js';

/** The infrastructure of a topic, as the config gives it. */
export type InfraSettings = Infer<typeof infraSchema>;

/** The same, as one topic gives it: null takes away what the defaults say. */
type OwnInfraSettings = Infer<typeof topicInfraSchema>;

/** A tool that infrastructure is written for. */
export type InfraFormat = (typeof INFRA_FORMATS)[number];

/** The infrastructure files to generate. */
export interface InfraOutput {
  readonly formats: readonly InfraFormat[];
  /** Relative to the project's root, with `/`. */
  readonly folder: string;
}

/** The settings of a topic's infrastructure, and where the config gives each of them. */
export interface TopicInfra {
  readonly settings: InfraSettings;
  /** The JSON pointer of each setting that is given, by its name; `''` is for those that are not. */
  readonly pointers: Readonly<Record<string, string>>;
}

/** The settings of a topic over those for all topics. Undefined where neither says anything, or the topic wants none. */
export function mergeInfra(
  own: OwnInfraSettings | null | undefined,
  defaults: InfraSettings | undefined,
  pointerOf: (layer: 'own' | 'defaults') => string,
): TopicInfra | undefined {
  if (own === null || (own === undefined && defaults === undefined)) return undefined;
  const lambda = own?.function === null ? null : { ...given(defaults?.function), ...given(own?.function) };
  const settings = withoutNull({
    ...given(defaults),
    ...given(own),
    function: lambda === null || Object.keys(lambda).length === 0 ? null : withoutNull(lambda),
  });
  const at = (layer: OwnInfraSettings | undefined, pointer: string): Record<string, string> =>
    Object.fromEntries(Object.keys(given(layer)).map((name) => [name, pointerTo(pointer, name)]));
  const pointers = { own: pointerOf('own'), defaults: pointerOf('defaults') };
  return {
    settings,
    pointers: {
      '': own === undefined ? pointers.defaults : pointers.own,
      ...at(defaults, pointers.defaults),
      ...at(own, pointers.own),
    },
  };
}

function withoutNull<T extends object>(settings: T): { [Name in keyof T]?: Exclude<T[Name], null> } {
  const entries = Object.entries(settings).filter(([, value]) => value !== null);
  // Null is what was left out.
  return Object.fromEntries(entries) as { [Name in keyof T]?: Exclude<T[Name], null> };
}

import { lowerFirst, pascalCase } from '../code/identifiers.js';

/** What a topic's files and identifiers are made of; made from the topic's name alone, so that no topic renames another. */
export interface TopicNames {
  /** The folder below the output folder. */
  readonly folder: string;
  /** `Orders` for the topic `orders`. */
  readonly pascal: string;
  /** `orders`; always used with something behind it, so it may be a reserved word. */
  readonly camel: string;
}

const WINDOWS_DEVICE = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;
const OURS = /^(?:_runtime|node_modules|index(?:\.[a-z]+)?)$/i;

export function topicNames(name: string): TopicNames {
  const plain = /^[A-Za-z0-9_]/.test(name) && !/[.]$/.test(name) && !WINDOWS_DEVICE.test(name) && !OURS.test(name);
  const pascal = pascalCase(name);
  // No longer than the name and `topic-`: with 249 characters that makes the 255 that file systems take.
  const folder = plain ? name : `topic-${name.replace(/\.+$/, (dots) => '_'.repeat(dots.length))}`;
  return { folder, pascal, camel: lowerFirst(pascal) };
}

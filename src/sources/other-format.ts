import type { Diagnostic } from '../diagnostics/diagnostic.js';

/** The format of a file that is neither an Avro schema nor a JSON Schema, and what to do about it. */
type OtherFormat = Pick<Diagnostic, 'message'> & Required<Pick<Diagnostic, 'help'>>;

const ONLY = 'Only Avro and JSON Schema are supported: remove the file from the config, or name such a schema instead.';

/** Names the format of a text that is not JSON; undefined if it is unknown. */
export function otherFormatOf(file: string, text: string): OtherFormat | undefined {
  const start = text.replace(/^(?:\s|\/\/.*|\/\*[^]*?\*\/)*/, '');
  if (/\.proto$/i.test(file) || /^(?:syntax\s*=\s*["']proto|package\s+[\w.]+\s*;|message\s+\w+\s*\{)/.test(start))
    return { message: 'a Protobuf file, not an Avro schema or a JSON Schema', help: ONLY };
  if (
    /\.avdl$/i.test(file) ||
    /^(?:@\w+\(.*\)\s*)*(?:protocol\s+\w+\s*\{|(?:namespace|schema)\s+[\w.]+\s*;)/.test(start)
  )
    return {
      message: 'Avro IDL, not an Avro schema',
      help: 'Make schemas of it: `java -jar avro-tools.jar idl2schemata <file> <folder>`.',
    };
  if (start.startsWith('<')) return { message: 'XML, not an Avro schema or a JSON Schema', help: ONLY };
  return undefined;
}

/** Names the format of bytes that are not text. */
export function binaryFormatOf(bytes: Uint8Array): OtherFormat | undefined {
  return Buffer.from(bytes.subarray(0, 4)).equals(Buffer.from('Obj\u0001'))
    ? {
        message: 'an Avro data file, not a schema',
        help: 'Take the schema out of it: `java -jar avro-tools.jar getschema <file>`.',
      }
    : undefined;
}

/** An Avro protocol (specification, "Protocol Declaration"): JSON that has schemas in it, but is not one. */
export function isAvroProtocol(json: unknown): boolean {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return false;
  const { protocol, types, messages, type } = json as Readonly<Record<string, unknown>>;
  return typeof protocol === 'string' && type === undefined && (Array.isArray(types) || typeof messages === 'object');
}

export const AVRO_PROTOCOL: OtherFormat = {
  message: 'an Avro protocol, not a schema: its types are in "types"',
  help: 'Put the type of the records in a schema file of its own (.avsc).',
};

import type { NamedTypes } from '../avro/named-types.js';
import { sampleValue } from '../avro/sample-value.js';
import type { Diagnostic } from '../diagnostic.js';
import { NameScope, lowerFirst } from '../model/identifiers.js';
import { recordBranches, type SideModel, type TopicModel } from '../model/topic-model.js';
import type { Shape } from '../runtime/value-shape.js';

/** A sample key or value, the name it is exported by and the type it is of. */
export interface Sample {
  readonly name: string;
  readonly type: string;
  readonly value: unknown;
}

export interface TopicSamples {
  readonly key: readonly Sample[];
  /** One, or one for each record of a union. */
  readonly value: readonly Sample[];
}

/** Makes the samples of a topic; for a schema that no value satisfies there are none, and a warning says why. */
export function sampleTopic(
  topic: TopicModel,
  types: NamedTypes,
  sideTypes: Readonly<Record<'key' | 'value', string>>,
): { readonly samples: TopicSamples | undefined; readonly warnings: readonly Diagnostic[] } {
  const warnings: Diagnostic[] = [];
  const scope = new NameScope();
  const made = (side: SideModel, what: 'key' | 'value'): Sample[] => {
    const general = `${topic.names.camel}${what === 'key' ? 'Key' : 'Value'}Sample`;
    const plain = (value: unknown): Sample => ({ name: scope.claim(general), type: sideTypes[what], value });
    const sample = (shape: Shape, of = 1): Sample[] => {
      if (warnings.length > 0) return [];
      const type = shape.kind === 'record' ? types.nameOf(shape) : undefined;
      const result = sampleValue(shape, type ?? what, of);
      if (result.ok) {
        const { value } = result;
        return [
          type === undefined ? plain(value) : { name: scope.claim(`${lowerFirst(type)}Sample`, general), type, value },
        ];
      }
      warnings.push({
        code: 'schema-without-values',
        severity: 'warning',
        message: `no value can be made: ${result.at}: ${result.reason}; "${topic.topic}" gets no fixture, event and test`,
        ...(side.kind === 'avro' ? { location: { file: side.reader.file } } : {}),
      });
      return [];
    };
    switch (side.kind) {
      case 'string':
        return [plain(`${topic.names.camel}-1`)];
      case 'bytes':
        return [plain(Buffer.from(topic.names.camel).subarray(0, 8))];
      case 'avro': {
        const branches = recordBranches(side);
        return branches.length > 0
          ? branches.flatMap(({ shape }) => sample(shape, branches.length))
          : sample(side.shape);
      }
    }
  };
  const value = made(topic.value, 'value');
  const key = made(topic.key, 'key').map((sample) => ({
    ...sample,
    value: withValuesOf(sample.value, topic.key, value[0]?.value, topic.value),
  }));
  return { samples: warnings.length > 0 ? undefined : { key, value }, warnings };
}

/** A key's record with what the value's record says under the same names: a customer's key is that customer's. */
function withValuesOf(key: unknown, keySide: SideModel, value: unknown, valueSide: SideModel): unknown {
  if (keySide.kind !== 'avro' || keySide.shape.kind !== 'record') return key;
  if (valueSide.kind !== 'avro' || valueSide.shape.kind !== 'record') return key;
  const forms = new Map(valueSide.shape.fields.map(({ field, shape }) => [field.name, leafKind(shape)]));
  const same = keySide.shape.fields.filter(({ field, shape }) => {
    const kind = leafKind(shape);
    return kind !== undefined && forms.get(field.name) === kind;
  });
  // Both are records by their shapes, and samples of them.
  const [own, other] = [key, value] as [Readonly<Record<string, unknown>>, Readonly<Record<string, unknown>>];
  const taken = new Map(same.map(({ field }) => [field.name, other[field.name]]));
  return Object.fromEntries(Object.entries(own).map(([name, sample]) => [name, taken.get(name) ?? sample]));
}

/** Equal for leaves whose values are of one kind. */
function leafKind(shape: Shape): string | undefined {
  if (shape.kind !== 'leaf' || shape.type.kind === 'fixed') return undefined;
  return `${shape.type.kind} ${shape.type.logical?.name ?? ''} ${shape.form}`;
}

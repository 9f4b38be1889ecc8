import type { Resource, Stack } from '../stack.js';
import type { ValueMap } from '../value.js';

/** The top of a template: what every one has. */
export function templateHead({ parameters }: Stack): ValueMap {
  const entries = parameters.map(({ name, description }) => [name, { Type: 'String', Description: description }]);
  return {
    AWSTemplateFormatVersion: '2010-09-09',
    Description: 'Consumers of Kafka topics',
    ...(entries.length === 0 ? {} : { Parameters: Object.fromEntries(entries) as ValueMap }),
  };
}

/** A resource below its logical id. */
export function resourceEntry({ type, properties }: Resource): ValueMap {
  return { Type: type, Properties: properties };
}

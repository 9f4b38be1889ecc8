/** The services that failed batches and dead letters can go to. */
type DestinationKind = 'kafka' | 'sqs' | 'sns' | 's3';

/** An ARN up to its service; `${AWS::Partition}` may stand for the partition. */
const SERVICE = /^arn:(?:[^:$]|\$\{[^}]*\})*:([a-z0-9-]+):/;

/** A setting that is a parameter as a whole: its name says what it is for. */
const PARAMETER = /^\$\{([A-Za-z][A-Za-z0-9]*)\}$/;

/**
 * What a destination is, by its ARN or `kafka://` address, or by the name of the parameter that stands for it: a queue, topic
 * or bucket. Undefined where none of these says so.
 */
export function destinationKind(destination: string): DestinationKind | undefined {
  if (destination.startsWith('kafka://')) return 'kafka';
  const service = serviceOf(destination);
  if (service === 'sqs' || service === 'sns' || service === 's3') return service;
  const name = PARAMETER.exec(destination)?.[1]?.toLowerCase() ?? '';
  return name.includes('queue') ? 'sqs' : name.includes('topic') ? 'sns' : name.includes('bucket') ? 's3' : undefined;
}

/** The topic of a `kafka://` destination. */
export function destinationTopic(destination: string): string {
  return destination.slice('kafka://'.length);
}

/** Whether a registry is one of AWS Glue: its ARN, or a parameter whose name ends in `Arn`. */
export function isGlue(uri: string): boolean {
  return serviceOf(uri) === 'glue' || /arn$/i.test(PARAMETER.exec(uri)?.[1] ?? '');
}

function serviceOf(arn: string): string | undefined {
  return SERVICE.exec(arn)?.[1];
}

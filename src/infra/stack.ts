import type { ValueMap } from './value.js';

/** A value that the deployment supplies. */
export interface Parameter {
  readonly name: string;
  readonly description: string;
}

/** A resource, in the vocabulary of CloudFormation, which the printers translate for other tools. */
export interface Resource {
  /** The logical id, in PascalCase. */
  readonly id: string;
  readonly type: ResourceType;
  readonly properties: ValueMap;
  /** Roles whose policies have to exist before it, for tools in which a policy is a resource of its own. */
  readonly dependsOn?: readonly string[];
}

export type ResourceType =
  | 'AWS::IAM::Role'
  | 'AWS::Lambda::Function'
  | 'AWS::Lambda::EventSourceMapping'
  | 'AWS::Pipes::Pipe'
  | 'AWS::CloudWatch::Alarm'
  | 'AWS::DynamoDB::Table';

/** The infrastructure of all topics: what the printers print. */
export interface Stack {
  readonly parameters: readonly Parameter[];
  readonly resources: readonly Resource[];
}

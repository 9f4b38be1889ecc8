import type { Value, ValueMap } from '../value.js';

/** Permissions that one feature needs: a statement of a policy. */
export interface Need {
  /** The id of the statement, which says what it is for. */
  readonly sid: string;
  readonly actions: readonly string[];
  readonly resources: readonly Value[];
  /** Conditions on the statement. Default: none. */
  readonly condition?: ValueMap;
}

/** The six actions by which the pollers, or a function in a VPC, reach the network. */
export const EC2_ACTIONS = [
  'ec2:CreateNetworkInterface',
  'ec2:DeleteNetworkInterface',
  'ec2:DescribeNetworkInterfaces',
  'ec2:DescribeSecurityGroups',
  'ec2:DescribeSubnets',
  'ec2:DescribeVpcs',
] as const;

export const LOG_ACTIONS = ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents'] as const;

/** The resource of actions without resource level. */
export const anywhere: readonly Value[] = ['*'];

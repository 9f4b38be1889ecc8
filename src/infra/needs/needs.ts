import type { TopicSetup } from '../topic-setup.js';
import { arnOf, pseudo, settingValue, text, type Value } from '../value.js';
import { clusterNeeds } from './cluster-needs.js';
import { deadLetterNeeds, destinationNeeds } from './delivery-needs.js';
import { EC2_ACTIONS, LOG_ACTIONS, anywhere, type Need } from './need.js';
import { registryNeeds, secretNeeds } from './secret-needs.js';

/** What the role of the function may do, for a mapping; nothing else. */
export function functionNeeds(setup: TopicSetup): readonly Need[] {
  const { settings } = setup;
  const isPipe = settings.shape === 'pipe';
  const hasNetwork = setup.cluster.type !== 'self-managed' || settings.vpc !== undefined;
  return [
    { sid: 'WriteLogs', actions: LOG_ACTIONS, resources: logGroups(settings.function?.name) },
    ...(isPipe ? [] : clusterNeeds(setup)),
    ...(settings.function?.vpc !== undefined || (!isPipe && hasNetwork) ? [networkNeed()] : []),
    ...(isPipe ? [] : [...secretNeeds(setup), ...registryNeeds(settings), ...destinationNeeds(setup)]),
    ...deadLetterNeeds(settings),
    ...tableNeeds(setup),
  ];
}

/** What the role of a pipe may do. */
export function pipeNeeds(setup: TopicSetup): readonly Need[] {
  return [
    { sid: 'WriteLogs', actions: LOG_ACTIONS, resources: [logGroup('/aws/vendedlogs/pipes/*')] },
    ...clusterNeeds(setup),
    networkNeed(),
    ...secretNeeds(setup),
    { sid: 'InvokeFunction', actions: ['lambda:InvokeFunction'], resources: [arnOf(`${setup.id}Function`)] },
  ];
}

function networkNeed(): Need {
  // AWS documents these without a resource; the four that describe have none.
  return { sid: 'JoinNetwork', actions: EC2_ACTIONS, resources: anywhere };
}

/** The log group of the function and its streams; of any function where the service chooses the name. */
function logGroups(name: string | undefined): readonly Value[] {
  if (name === undefined) return [logGroup('/aws/lambda/*')];
  const group = text(logGroup('/aws/lambda/'), settingValue(name));
  return [group, text(group, ':log-stream:*')];
}

function logGroup(name: string): Value {
  return text('arn:', pseudo('Partition'), ':logs:', pseudo('Region'), ':', pseudo('AccountId'), `:log-group:${name}`);
}

function tableNeeds({ hasTable }: TopicSetup): readonly Need[] {
  if (!hasTable) return [];
  return [
    { sid: 'KeepClaims', actions: ['dynamodb:GetItem', 'dynamodb:UpdateItem'], resources: [arnOf('RecordClaims')] },
  ];
}

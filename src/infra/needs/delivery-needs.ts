import type { InfraSettings } from '../../config/infra-config.js';
import { destinationKind, destinationTopic } from '../destination.js';
import type { TopicSetup } from '../topic-setup.js';
import { settingValue, text, type Value } from '../value.js';
import { partOf } from './cluster-needs.js';
import type { Need } from './need.js';

/** What the destination of failed batches needs. */
export function destinationNeeds({ settings, cluster, authentication }: TopicSetup): readonly Need[] {
  const { destination, destinationKey } = settings;
  if (destination === undefined) return [];
  const kind = destinationKind(destination);
  if (kind === 'kafka') {
    const arn = 'arn' in cluster && cluster.arn !== undefined ? settingValue(cluster.arn) : undefined;
    // With another authentication the ACLs of the cluster decide who may write.
    return arn === undefined || authentication.type !== 'iam'
      ? []
      : [
          {
            sid: 'WriteFailedRecords',
            actions: ['kafka-cluster:DescribeTopic', 'kafka-cluster:WriteData'],
            resources: [partOf(arn, 'topic', destinationTopic(destination))],
          },
        ];
  }
  const arn = settingValue(destination);
  return [...sendNeeds('WriteFailedRecords', kind, arn), ...keyNeeds(kind, destinationKey)];
}

function sendNeeds(sid: string, kind: 'sqs' | 'sns' | 's3' | undefined, arn: Value): readonly Need[] {
  switch (kind) {
    case 'sqs':
      return [{ sid, actions: ['sqs:SendMessage'], resources: [arn] }];
    case 'sns':
      return [{ sid, actions: ['sns:Publish'], resources: [arn] }];
    case 's3':
      return [
        { sid, actions: ['s3:PutObject'], resources: [text(arn, '/*')] },
        { sid: `${sid}List`, actions: ['s3:ListBucket'], resources: [arn] },
      ];
    case undefined:
      return [];
  }
}

function keyNeeds(kind: 'sqs' | 'sns' | 's3' | undefined, key: string | undefined): readonly Need[] {
  if (key === undefined) return [];
  const actions = kind === 's3' ? ['kms:GenerateDataKey'] : ['kms:Decrypt', 'kms:GenerateDataKey'];
  return [{ sid: 'EncryptFailedRecords', actions, resources: [settingValue(key)] }];
}

/** What dead letters of the consumer itself need. */
export function deadLetterNeeds({ deadLetters }: InfraSettings): readonly Need[] {
  if (deadLetters === undefined) return [];
  const kind = destinationKind(deadLetters);
  if (kind === 's3')
    return [{ sid: 'SendDeadLetters', actions: ['s3:PutObject'], resources: [text(settingValue(deadLetters), '/*')] }];
  return kind === 'kafka' ? [] : sendNeeds('SendDeadLetters', kind, settingValue(deadLetters));
}

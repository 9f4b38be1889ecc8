import type { Kafka } from 'kafkajs';
import type { Config } from '../config/config.js';
import { kafkaSettings, type KafkaFlags } from '../config/kafka-settings.js';
import type { Environment } from '../config/service-settings.js';
import type { Result } from '../diagnostics/diagnostic.js';
import { catchBrokerErrors } from '../records/broker/broker-error.js';
import { connectKafka } from '../records/broker/connect-kafka.js';
import { refuseRemote } from '../records/broker/refuse-remote.js';

interface KafkaRequest {
  readonly config: Pick<Config, 'root' | 'kafka'>;
  readonly flags: KafkaFlags;
  readonly env: Environment;
  /** Whether brokers that are not on this machine are used. */
  readonly allowRemote: boolean;
}

/** A client of the brokers that flags, config and environment name. The config was loaded with `needs: ['kafka']`. */
export async function openKafka({ config, flags, env, allowRemote }: KafkaRequest): Promise<Result<Kafka>> {
  const settings = kafkaSettings({ flags, config: config.kafka, env });
  if (!settings.ok) return settings;
  return catchBrokerErrors(async () => {
    const kafka = await connectKafka(settings.value, config.root);
    if (!allowRemote) await refuseRemote(settings.value.brokers, kafka);
    return kafka;
  });
}

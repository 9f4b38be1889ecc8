import { Option, type Command } from 'commander';
import { given } from '../config/given.js';
import type { KafkaFlags } from '../config/kafka-settings.js';

/** Adds the flags of the commands that read or write topics. Passwords are no flags: other processes see those. */
export function addBrokerOptions(command: Command): Command {
  return command
    .option('--brokers <host:port,…>', 'the bootstrap brokers (default: the config, or KAFKA_BROKERS)')
    .option('--tls', 'connect over TLS (default: the config, or KAFKA_TLS)')
    .option('--no-tls', 'connect without TLS')
    .addOption(
      new Option(
        '--sasl <mechanism>',
        'how to authenticate; the password comes from the config or KAFKA_PASSWORD (default: the config, or KAFKA_SASL_MECHANISM)',
      ).choices(['plain', 'scram-256', 'scram-512', 'iam']),
    )
    .option('--username <name>', 'the user name (default: the config, or KAFKA_USERNAME)')
    .option('--region <region>', 'the region of an MSK cluster with IAM (default: the config, or AWS_REGION)');
}

/** The flags that name brokers, without the others. */
export function brokerFlags({ brokers, tls, sasl, username, region }: KafkaFlags): KafkaFlags {
  return given({ brokers, tls, sasl, username, region });
}

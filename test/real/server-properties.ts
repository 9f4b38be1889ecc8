import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Who may use the listener with TLS. */
export const SECURE_USER = { username: 'ada', password: 'correct horse' };

/** The certificate authority of the listener with TLS. */
export const CA = certificate('ca');

const { username, password } = SECURE_USER;

/** The options with which the storage is formatted, so that the user is known to SCRAM. */
export const SCRAM = ['SCRAM-SHA-256', 'SCRAM-SHA-512'].flatMap((mechanism) => [
  '--add-scram',
  `${mechanism}=[name=${username},password=${password}]`,
]);

function certificate(name: string): string {
  return fileURLToPath(new URL(`../registry/certificates/${name}.pem`, import.meta.url));
}

export interface ServerSettings {
  readonly folder: string;
  readonly port: number;
  readonly securePort: number;
  readonly controllerPort: number;
}

/**
 * One node that is broker and controller. Its topics of bookkeeping are small, groups start without a wait, and a member of a
 * share group that died is soon replaced.
 */
export function serverProperties({ folder, port, securePort, controllerPort }: ServerSettings): string {
  const keystore = join(folder, 'keystore.pem');
  writeFileSync(keystore, ['server-key', 'server'].map((name) => readFileSync(certificate(name), 'utf8')).join(''));
  const login = 'org.apache.kafka.common.security';
  return `
process.roles=broker,controller
node.id=1
listeners=PLAINTEXT://127.0.0.1:${port},SECURE://localhost:${securePort},CONTROLLER://127.0.0.1:${controllerPort}
listener.security.protocol.map=PLAINTEXT:PLAINTEXT,SECURE:SASL_SSL,CONTROLLER:PLAINTEXT
listener.name.secure.ssl.keystore.type=PEM
listener.name.secure.ssl.keystore.location=${keystore}
listener.name.secure.sasl.enabled.mechanisms=PLAIN,SCRAM-SHA-256,SCRAM-SHA-512
listener.name.secure.plain.sasl.jaas.config=${login}.plain.PlainLoginModule required user_${username}="${password}";
listener.name.secure.scram-sha-256.sasl.jaas.config=${login}.scram.ScramLoginModule required;
listener.name.secure.scram-sha-512.sasl.jaas.config=${login}.scram.ScramLoginModule required;
controller.quorum.bootstrap.servers=127.0.0.1:${controllerPort}
controller.listener.names=CONTROLLER
log.dirs=${join(folder, 'data')}
auto.create.topics.enable=false
offsets.topic.replication.factor=1
offsets.topic.num.partitions=1
transaction.state.log.replication.factor=1
transaction.state.log.min.isr=1
share.coordinator.state.topic.replication.factor=1
share.coordinator.state.topic.min.isr=1
share.coordinator.state.topic.num.partitions=1
group.initial.rebalance.delay.ms=0
group.share.min.heartbeat.interval.ms=500
group.share.heartbeat.interval.ms=1000
group.share.min.session.timeout.ms=3000
group.share.session.timeout.ms=5000
`;
}

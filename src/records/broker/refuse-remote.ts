import { hostname, networkInterfaces } from 'node:os';
import type { Kafka } from 'kafkajs';
import { BrokerError, withBrokerErrors } from './broker-error.js';

/** Throws a BrokerError unless a broker is on this machine, those that the bootstrap brokers name included. */
export async function refuseRemote(brokers: readonly string[], kafka: Kafka): Promise<void> {
  refuse(brokers.map(hostOf));
  // A tunnel ends on this machine, and the brokers behind it do not.
  const admin = kafka.admin();
  try {
    const cluster = await withBrokerErrors(async () => {
      await admin.connect();
      return admin.describeCluster();
    });
    refuse(cluster.brokers.map(({ host }) => host));
  } finally {
    await admin.disconnect();
  }
}

function refuse(hosts: readonly string[]): void {
  const remote = hosts.find((host) => !isLocal(host));
  if (remote !== undefined) throw new BrokerError('broker-remote', `the broker ${remote} is not on this machine`);
}

function hostOf(broker: string): string {
  return broker.slice(0, broker.lastIndexOf(':')).replace(/^\[|\]$/g, '');
}

/** Whether a host is this machine, by its name or address alone. */
export function isLocal(host: string): boolean {
  const name = host.toLowerCase().replace(/^\[|\]$/g, '');
  if (name === 'localhost' || name.endsWith('.localhost') || name === hostname().toLowerCase()) return true;
  if (/^127(?:\.\d{1,3}){3}$/.test(name) || name === '::1' || name === '0.0.0.0') return true;
  return Object.values(networkInterfaces()).some((addresses) => addresses?.some(({ address }) => address === name));
}

import type { RegistryConfig } from '../config/registry-config.js';
import type { Environment } from '../config/resolve-registry.js';
import type { Clock } from '../http/clock.js';
import type { Registry } from './registry.js';

/** What a registry is opened with, apart from its settings. */
export interface RegistryWorld {
  /** Names the proxy, and what the AWS SDK reads. */
  readonly environment: Environment;
  readonly clock: Clock;
}

/** A registry to ask, of either kind; the code of the other is not loaded. Throws a RegistryError if it is not set up right. */
export async function openRegistry(config: RegistryConfig, world: RegistryWorld): Promise<Registry> {
  switch (config.type) {
    case 'confluent': {
      const { confluentRegistry } = await import('./confluent-registry.js');
      return confluentRegistry({ config, ...world });
    }
    case 'glue': {
      const { glueRegistry } = await import('./glue-registry.js');
      return glueRegistry(config);
    }
  }
}

import { userInfo } from 'node:os';
import type { TopicConfig } from '../config/config.js';
import type { Environment } from '../config/service-settings.js';
import type { Result } from '../diagnostics/diagnostic.js';

interface GroupChoice {
  /** Default: `<name>-dev-<user>`. */
  readonly group?: string | undefined;
  /** Whether it may be that of production. */
  readonly yes?: boolean | undefined;
}

/** The consumer group: never that of production by accident, which would skip what is handled here. */
export function consumerGroup(
  { topic, infra }: Pick<TopicConfig, 'topic' | 'infra'>,
  { group, yes }: GroupChoice,
  env: Environment,
): Result<string> {
  const production = infra?.settings.consumerGroup;
  if (group !== undefined && group === production && yes !== true) {
    const message = `${group} is the group of production: records that are handled here would not reach it`;
    const help = 'Leave --group out, or pass --yes if that is intended.';
    return { ok: false, problems: [{ code: 'usage', severity: 'error', message, help }] };
  }
  const name = production === undefined || production.includes('${') ? topic : production;
  return { ok: true, value: group ?? `${name}-dev-${userName(env)}`, warnings: [] };
}

function userName({ USER, USERNAME }: Environment): string {
  const name = USER ?? USERNAME ?? systemUser();
  return name.replaceAll(/[^A-Za-z0-9._-]/g, '-');
}

function systemUser(): string {
  try {
    return userInfo().username;
  } catch {
    // A container may run as a user without a name.
    return 'me';
  }
}

import type { DiagnosticCode } from '../../diagnostics/diagnostic-codes.js';
import type { InfraSettings } from '../../config/infra-config.js';
import { destinationKind } from '../destination.js';
import type { TopicSetup } from '../topic-setup.js';
import { unknownNamesIn } from '../value.js';

/** What is wrong with a setting, whatever becomes of it in a template. */
interface SettingProblem {
  readonly code: DiagnosticCode;
  /** The setting of `infra`. */
  readonly setting: keyof InfraSettings;
  readonly message: string;
  /** Default: `error`. */
  readonly severity?: 'warning';
}

/** The rules for what only the config says: the function, the names in texts, and settings that do not fit each other. */
export function settingsProblems(setup: TopicSetup): readonly SettingProblem[] {
  return [ranges, unknownNames, unclearTargets, unusedSettings].flatMap((rule) => rule(setup));
}

function ranges({ settings: { function: lambda, alarms, partitions } }: TopicSetup): readonly SettingProblem[] {
  const numbers = [
    { setting: 'function', what: 'memory', value: lambda?.memory, least: 128, most: 10_240 },
    { setting: 'function', what: 'timeout', value: lambda?.timeout, least: 1, most: Infinity },
    { setting: 'function', what: 'reservedConcurrency', value: lambda?.reservedConcurrency, least: 0, most: Infinity },
    {
      setting: 'alarms',
      what: 'lag',
      value: typeof alarms === 'object' ? alarms.lag : undefined,
      least: 1,
      most: Infinity,
    },
    { setting: 'partitions', what: '', value: partitions, least: 1, most: Infinity },
  ] as const;
  return numbers
    .filter(({ value, least, most }) => value !== undefined && (value < least || value > most))
    .map(({ setting, what, value, least, most }) => {
      const limit = most === Infinity ? `at least ${least}` : `${least} to ${most.toLocaleString('en-US')}`;
      return {
        code: 'infra-range',
        setting,
        message: `${[setting, what].filter(Boolean).join('.')} is ${value}; ${limit} is allowed`,
      };
    });
}

/** `${…}` that stands for nothing would be taken literally. Variables of the function can have texts of that form. */
function unknownNames({ settings }: TopicSetup): readonly SettingProblem[] {
  const { function: { environment: _, ...lambda } = {}, filters: __, ...others } = settings;
  return Object.entries({ ...others, function: lambda }).flatMap(([setting, value]) =>
    unknownNamesIn(value).map((name): SettingProblem => ({
      code: 'infra-range',
      // The keys are those of the settings.
      setting: setting as keyof InfraSettings,
      message: `${JSON.stringify(name)} stands for nothing: a parameter is a name of letters and digits, and of the names with "AWS::" there are AccountId, Partition and Region`,
    })),
  );
}

/** Permissions depend on the service of a destination, which a parameter has to show by its name. */
function unclearTargets({ settings }: TopicSetup): readonly SettingProblem[] {
  return (['destination', 'deadLetters'] as const).flatMap((setting): readonly SettingProblem[] => {
    const target = settings[setting];
    // A destination without a parameter is judged as that of any mapping.
    if (target === undefined || (setting === 'destination' && !target.includes('${'))) return [];
    if (destinationKind(target) !== undefined) return [];
    const message = `the service of ${JSON.stringify(target)} is not clear: write its ARN, or name the parameter …QueueArn, …TopicArn or …BucketArn`;
    return [{ code: 'infra-destination', setting, message }];
  });
}

/** Settings that would have no effect, or lack another one. */
function unusedSettings({ settings, cluster, authentication }: TopicSetup): readonly SettingProblem[] {
  const problems: SettingProblem[] = [];
  if (cluster.type === 'self-managed' && authentication.type === 'iam' && cluster.arn === undefined)
    problems.push({
      code: 'infra-authentication',
      setting: 'cluster',
      message:
        'IAM needs the ARN of the MSK cluster behind the brokers ("arn" in "cluster"), which the permissions are for',
    });
  if (cluster.type !== 'self-managed' && settings.vpc !== undefined)
    problems.push({
      code: 'infra-source',
      setting: 'vpc',
      severity: 'warning',
      message: '"vpc" is for self-managed clusters: the service takes the network of an MSK cluster',
    });
  // An ARN that is known shows it to the rule for any mapping, as an entry of access does.
  const isShown = cluster.type !== 'self-managed' && /-s\d+$/.test(cluster.arn) && 'secret' in authentication;
  if (cluster.type === 'msk-serverless' && authentication.type !== 'iam' && !isShown)
    problems.push({
      code: 'infra-authentication',
      setting: 'authentication',
      message: `a serverless MSK cluster takes IAM, not ${JSON.stringify(authentication.type)}`,
    });
  return problems;
}

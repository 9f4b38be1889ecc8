import { addTo } from '../../diagnostics/group-by.js';
import { textOf, numberOf } from '../template/node.js';
import { consumerGroupPath, valueOf, type MappingView } from '../template/mapping-view.js';
import * as features from './features.js';
import * as ranges from './ranges.js';
import * as records from './records.js';
import type { MappingFacts, MappingRule, Rule, TopicFacts, Violation } from './rule.js';
import * as source from './source.js';

/** The rules of the service. */
const mappingRules: readonly MappingRule[] = [
  source.oneSource,
  source.startingPosition,
  source.queueMode,
  source.authentication,
  source.secretRegion,
  source.clusterArn,
  source.notForKafka,
  source.namedGroup,
  ranges.numericRanges,
  ranges.recordAge,
  ranges.names,
  ranges.brokers,
  ranges.accessEntries,
  ranges.pollers,
  ranges.functionTimeout,
  features.provisionedOnly,
  features.destination,
  features.retriesCapped,
  records.registryDrops,
  features.filters,
];

/** The rules about what the code of a topic expects. */
const topicRules: readonly Rule[] = [
  features.blindFilter,
  features.pipeFeatures,
  records.responseTypes,
  records.registryMode,
  records.poisonRecords,
  records.eventSize,
];

/** What is wrong with one mapping, by all rules. */
export function violationsOf(view: MappingView, facts: TopicFacts): readonly Violation[] {
  return [...mappingViolations(view, facts), ...topicRules.flatMap((rule) => rule(view, facts))];
}

/** What is wrong with a mapping whatever its topic is. */
export function mappingViolations(view: MappingView, facts: MappingFacts): readonly Violation[] {
  return mappingRules.flatMap((rule) => rule(view, facts));
}

/** What mappings of one account may not share, or not exceed together: for each that is wrong, its violations. */
export function violationsAmong(views: readonly MappingView[]): ReadonlyMap<MappingView, readonly Violation[]> {
  const found = new Map<MappingView, Violation[]>();
  const report = (view: MappingView, violation: Violation): void => {
    addTo(found, view, violation);
  };
  for (const [group, members] of grouped(views, records.consumerGroup)) {
    for (const view of members.slice(1)) {
      const message = `the consumer group ${JSON.stringify(group)} is that of ${members[0]?.name ?? ''} too`;
      report(view, { code: 'infra-consumer-group', path: consumerGroupPath(view), message });
    }
  }
  const groupName = 'ProvisionedPollerConfig.PollerGroupName';
  for (const [group, members] of grouped(views, (view) => textOf(valueOf(view, groupName)))) {
    const [last] = members.slice(-1);
    const maxima = members.map((view) => numberOf(valueOf(view, 'ProvisionedPollerConfig.MaximumPollers')) ?? 200);
    const total = maxima.reduce((sum, one) => sum + one, 0);
    const problem =
      members.length > 100
        ? `has ${members.length} mappings; at most 100 are allowed`
        : total > 2_000
          ? `has up to ${total.toLocaleString('en-US')} pollers; at most 2,000 are allowed`
          : undefined;
    const found = { code: 'infra-pollers', path: groupName } as const;
    const named = `the poller group ${JSON.stringify(group)}`;
    if (last !== undefined && problem !== undefined) report(last, { ...found, message: `${named} ${problem}` });
    // Clusters can share a VPC, which their ARNs do not show.
    const other = members.find((view) => clusterOf(view) !== undefined && clusterOf(view) !== clusterOf(members[0]));
    if (other !== undefined && clusterOf(members[0]) !== undefined) {
      const message = `${named} has mappings of several clusters, which have to be in one VPC`;
      report(other, { ...found, message, severity: 'note' });
    }
  }
  return found;
}

function clusterOf(view: MappingView | undefined): string | undefined {
  return view === undefined ? undefined : textOf(valueOf(view, 'EventSourceArn'));
}

function grouped(
  views: readonly MappingView[],
  keyOf: (view: MappingView) => string | undefined,
): ReadonlyMap<string, readonly MappingView[]> {
  const groups = new Map<string, MappingView[]>();
  for (const view of views) {
    const key = keyOf(view);
    if (key !== undefined && key !== '') addTo(groups, key, view);
  }
  return groups;
}

import type { Configuration } from './configuration.js';
import { item, type ModelState } from './model-state.js';
import type { Report, Steps } from './model-step.js';

/** Lambda delivers what comes next to a sandbox that is not busy. */
export function deliverySteps({ configuration, before, add }: Steps): void {
  if (before.mapping.awaited !== -1) return;
  for (const batch of nextBatches(configuration, before)) {
    for (const sandbox of freeSandboxes(configuration, before)) {
      add(`Lambda delivers [${batch.join(', ')}] to sandbox ${sandbox}`, ({ mapping, sandboxes }) => {
        mapping.awaited = sandbox;
        mapping.batch = undefined;
        const to = item(sandboxes, sandbox);
        to.invocation = {
          batch,
          runs: batch.map(() => ({ status: 'new', claim: undefined })),
          draining: false,
        };
        for (const zombie of to.zombies) if (zombie.life === 'fresh') zombie.life = 'awaited';
      });
    }
  }
}

/** The sandboxes that are not busy; of those without a past, one stands for all. */
function freeSandboxes(configuration: Configuration, { sandboxes }: ModelState): readonly number[] {
  const free = [0, 1].slice(0, configuration.sandboxes).filter((index) => !item(sandboxes, index).invocation);
  const isEmpty = (index: number) => item(sandboxes, index).zombies.length === 0;
  const firstEmpty = free.find(isEmpty);
  return free.filter((index) => !isEmpty(index) || index === firstEmpty);
}

/** The batch that is due again, or every way to cut one from what is open. */
function nextBatches(
  { records }: Configuration,
  { mapping, records: states }: ModelState,
): readonly (readonly number[])[] {
  if (mapping.batch !== undefined) return [mapping.batch];
  const partitions = [...new Set(records.map(({ partition }) => partition))];
  const cuts = partitions.map((partition) => {
    const open = records.flatMap((record, index) =>
      record.partition === partition && states[index]?.fate === 'open' ? [index] : [],
    );
    const lengths =
      open.length === 0 ? [0] : [open.length, 1, 2].filter((length, at) => at === 0 || length < open.length);
    return lengths.map((length) => open.slice(0, length));
  });
  return cuts
    .reduce<readonly number[][]>((all, some) => all.flatMap((before) => some.map((cut) => [...before, ...cut])), [[]])
    .filter((batch) => batch.length > 0);
}

/** All of a batch is committed. */
export function batchSucceeds(state: ModelState, batch: readonly number[], report: Report): void {
  commit(state, batch, report);
  state.mapping.retries = 0;
  goOn(state);
}

/** A batch failed: all of it, or the records that the answer names. */
export function batchFails(
  configuration: Configuration,
  state: ModelState,
  {
    batch,
    named,
    report,
  }: { readonly batch: readonly number[]; readonly named?: readonly number[]; readonly report: Report },
): void {
  const { maxRetries, bisect, replay } = configuration;
  const { mapping } = state;
  const again = named === undefined ? batch : comingAgain(configuration, batch, named);
  commit(
    state,
    batch.filter((record) => !again.includes(record)),
    report,
  );
  if (maxRetries >= 0 && mapping.retries >= maxRetries) {
    for (const record of again) sendToDestination(configuration, state, record, report);
    mapping.batch = undefined;
    mapping.retries = 0;
  } else if (named === undefined && bisect && batch.length > 1) {
    const middle = Math.floor(batch.length / 2);
    mapping.batch = batch.slice(0, middle);
    mapping.halves = [batch.slice(middle), ...mapping.halves];
    mapping.retries = 0;
  } else {
    mapping.retries = maxRetries >= 0 ? mapping.retries + 1 : 0;
    // After a rewind the mapping reads on from there, and may cut another batch.
    const isCutAgain = named !== undefined && replay === 'rewind' && maxRetries < 0 && mapping.halves.length === 0;
    mapping.batch = isCutAgain ? undefined : again;
  }
  goOn(state);
}

function comingAgain(
  { replay, records }: Configuration,
  batch: readonly number[],
  named: readonly number[],
): readonly number[] {
  if (replay === 'named') return named;
  const isBehind = (record: number) =>
    named.some((name) => name <= record && records[name]?.partition === records[record]?.partition);
  return batch.filter(isBehind);
}

function commit(state: ModelState, batch: readonly number[], report: Report): void {
  for (const record of batch) {
    const of = item(state.records, record);
    of.fate = 'committed';
    if (of.effects === 0) report('lost', `record ${record} is committed and was never handled`);
  }
}

function sendToDestination({ poison }: Configuration, state: ModelState, record: number, report: Report): void {
  const of = item(state.records, record);
  if (of.fate === 'open') of.fate = 'destination';
  if (!of.attempted && record !== poison)
    report('goodDeadLettered', `record ${record}, never attempted, reaches the destination`);
}

function goOn({ mapping }: ModelState): void {
  mapping.awaited = -1;
  const [half, ...others] = mapping.halves;
  if (mapping.batch !== undefined || half === undefined) return;
  mapping.batch = half;
  mapping.halves = others;
  mapping.retries = 0;
}

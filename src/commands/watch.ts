import type { Stats } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import type { FSWatcher } from 'chokidar';
import { generate, type GenerateOptions, type GenerateResult } from './generate.js';
import { watchedInputs, watchesSame, type WatchedInputs } from './watched-inputs.js';

interface WatchOptions extends Omit<GenerateOptions, 'dryRun'> {
  /** Called after each run. */
  readonly onRun: (run: WatchedRun) => void;
}

export interface WatchedRun {
  readonly result: GenerateResult;
  /** How long it took. */
  readonly milliseconds: number;
}

/** A watch that is on. */
export interface Watching {
  /** Never resolves; rejects when watching is not possible any more, as where the system has no more watches to give. */
  readonly failure: Promise<never>;
  /** Ends the watch; resolves when a run that is on its way has ended. */
  readonly close: () => Promise<void>;
}

/** What comes in one save is dealt with in one run. */
const QUIET_MS = 100;

/** Time stamps of files may be this much older than the clock. */
const STAMP_MS = 20;

/**
 * Generates, and again whenever a file changes that the last run has read, or would have: one run at a time, whatever it
 * finds wrong. Resolves when all is watched; with null when no config was found, so that there is nothing to watch.
 */
export async function watch(options: WatchOptions): Promise<Watching | null> {
  const watcher = new Watcher(options);
  return (await watcher.start()) ? watcher : null;
}

class Watcher implements Watching {
  readonly failure: Promise<never>;
  private readonly options: WatchOptions;
  private fail: (reason: unknown) => void = () => undefined;
  private inputs: WatchedInputs | undefined;
  private files: FSWatcher | undefined;
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> | undefined;
  /** Whether something changed while a run was on its way. */
  private isStale = false;
  private isClosed = false;

  constructor(options: WatchOptions) {
    this.options = options;
    this.failure = new Promise<never>((_, reject) => (this.fail = reject));
    // Whoever waits for it learns of it; who does not is not to be brought down.
    this.failure.catch(() => undefined);
  }

  async start(): Promise<boolean> {
    await this.run();
    return this.inputs !== undefined;
  }

  async close(): Promise<void> {
    this.isClosed = true;
    clearTimeout(this.timer);
    await this.running?.catch(() => undefined);
    await this.files?.close();
  }

  private changed(): void {
    this.isStale = true;
    if (this.running !== undefined || this.isClosed) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.running = this.run();
      this.running.catch(this.fail).finally(() => {
        this.running = undefined;
        if (this.isStale) this.changed();
      });
    }, QUIET_MS);
  }

  private async run(): Promise<void> {
    this.isStale = false;
    const started = Date.now();
    const clock = performance.now();
    const result = await generate({ ...this.options, dryRun: false });
    this.options.onRun({ result, milliseconds: performance.now() - clock });
    const { root, inputs } = result;
    // A run that failed early has not read all there is: what was watched goes on to be.
    if (root === null) return;
    const wanted = watchedInputs({ root, inputs, changes: result.changes, before: this.inputs });
    const isNew = !watchesSame(wanted, this.inputs);
    this.inputs = wanted;
    if (isNew) await this.follow(wanted, started);
  }

  /** Watches other files than before. What changed since the run began is seen too: the old watch ends when the new one is on. */
  private async follow(inputs: WatchedInputs, since: number): Promise<void> {
    const { watch: watchFiles } = await import('chokidar');
    const files = watchFiles([...inputs.folders], {
      ignored: (path, stats) => !inputs.mayHold(path, stats),
      alwaysStat: true,
      // It would keep back that a file has gone, to see whether another takes its place; a run waits anyway.
      atomic: false,
    });
    let isReady = false;
    files.on('all', (event, path, stats) => {
      if (event === 'addDir' || event === 'unlinkDir' || this.inputs?.isInput(path) !== true) return;
      if (isReady || isNewer(stats, since)) this.changed();
    });
    files.on('error', this.fail);
    await new Promise<void>((resolve, reject) => {
      files.once('ready', resolve);
      files.once('error', reject);
    });
    isReady = true;
    // What the old watch has noticed may still be on its way.
    if (this.files !== undefined) await delay(QUIET_MS);
    await this.files?.close();
    this.files = files;
  }
}

function isNewer(stats: Stats | undefined, since: number): boolean {
  return stats !== undefined && stats.ctimeMs >= since - STAMP_MS;
}

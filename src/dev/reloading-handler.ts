import { once } from 'node:events';
import type { FSWatcher } from 'chokidar';
import type { Diagnostic, Result } from '../diagnostics/diagnostic.js';
import type { HandlerSettings } from '../handler-run/handler-settings.js';
import { startHandler, type RunningHandler, type StartHandlerOptions } from '../handler-run/start-handler.js';

interface ReloadOptions extends StartHandlerOptions {
  /** Called when a file of the handler has changed. */
  readonly onChange: () => void;
}

/** What comes in one save is dealt with in one restart. */
const QUIET_MS = 100;

/** Starts a handler that is started again after its files have changed. */
export async function reloadingHandler(
  settings: HandlerSettings,
  options: ReloadOptions,
): Promise<Result<ReloadingHandler>> {
  const started = await startHandler(settings, options);
  if (!started.ok) return started;
  const { watch } = await import('chokidar');
  const files = watch([...started.value.inputs], { ignoreInitial: true });
  await once(files, 'ready');
  return { ok: true, value: new ReloadingHandler(settings, options, files, started.value), warnings: [] };
}

/** A handler and the watch over its files. */
export class ReloadingHandler {
  private readonly settings: HandlerSettings;
  private readonly options: ReloadOptions;
  private readonly files: FSWatcher;
  private handler: RunningHandler | undefined;
  private isStale = false;
  private timer: NodeJS.Timeout | undefined;

  constructor(settings: HandlerSettings, options: ReloadOptions, files: FSWatcher, handler: RunningHandler) {
    this.settings = settings;
    this.options = options;
    this.files = files;
    this.handler = handler;
    files.on('all', () => {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => {
        this.isStale = true;
        options.onChange();
      }, QUIET_MS);
    });
  }

  /** Whether the files have changed since the handler was started. */
  get needsRestart(): boolean {
    return this.isStale;
  }

  /** The handler; undefined while its files cannot be loaded. */
  get current(): RunningHandler | undefined {
    return this.handler;
  }

  /** Starts the handler from its files as they are now. Returns what keeps them from being loaded. */
  async restart(): Promise<readonly Diagnostic[]> {
    this.isStale = false;
    await this.handler?.stop();
    this.handler = undefined;
    const started = await startHandler(this.settings, this.options);
    if (!started.ok) return started.problems;
    this.handler = started.value;
    this.files.add([...started.value.inputs]);
    return [];
  }

  /** Ends the process of the handler, even in the middle of an invocation. */
  async kill(): Promise<void> {
    await this.handler?.stop();
  }

  async close(): Promise<void> {
    clearTimeout(this.timer);
    await this.files.close();
    await this.kill();
  }
}

import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import type { ProjectSelection } from '../../commands/projects/find-projects.js';
import type { CommonOptions } from '../command-options.js';
import type { Io } from '../io.js';
import { projectFlags, quoted } from '../same-project.js';

/** Several projects, and the flags that another command line names them by: `--workspaces`. */
export interface SelectedProjects extends ProjectSelection {
  readonly cwd: string;
  readonly flags: readonly string[];
}

/** A command's options with its one config, or those with the projects that it is to run for. */
interface Selected<Options> {
  readonly options: Options;
  readonly projects: SelectedProjects | undefined;
}

/** What commander gives for the flags that name configs of a command that takes several. */
interface GivenConfigs {
  readonly config?: readonly string[];
  readonly workspaces?: true;
}

type Options = Pick<CommonOptions, 'config' | 'cwd'>;

/** Makes `--config` the one file of it, for a command that works on one project. Ends the run where more are given. */
export function settleConfig(program: Command, command: Command): void {
  if (command.options.some((option) => option.attributeName() === 'workspaces')) return;
  const [first, second] = command.optsWithGlobals<GivenConfigs>().config ?? [];
  if (second !== undefined)
    command.error(`error: option '--config' names several files, and '${command.name()}' works on one project`);
  if (first !== undefined) program.setOptionValue('config', first);
}

/** The options of a command that takes several configs: glob patterns, several values, or those of a workspace. */
export function projectsOf<Given extends Options>(command: Command, options: Given, io: Io): Selected<Given> {
  const { config: configs = [], workspaces } = command.optsWithGlobals<GivenConfigs>();
  const cwd = resolve(io.cwd, options.cwd ?? '.');
  const isOne = configs.length < 2 && !configs.some((config) => isPattern(config, cwd));
  const { config: _, ...rest } = options;
  const [config] = configs;
  // The members are those of the type: its config may be absent.
  if (workspaces !== true && isOne)
    return { options: (config === undefined ? rest : { ...rest, config }) as Given, projects: undefined };
  const named = configs.map((file) => `--config ${quoted(file)}`);
  return {
    options: rest as Given,
    projects: {
      cwd,
      configs,
      workspaces: workspaces ?? false,
      flags: [...(workspaces === true ? ['--workspaces'] : []), ...named, ...projectFlags({ cwd: options.cwd })],
    },
  };
}

/** Ends the run: an option of one project was given together with several. */
export function refuseProjects({ workspaces }: SelectedProjects, flag: string, command: Command): never {
  const several = workspaces ? "'--workspaces'" : "several '--config'";
  return command.error(`error: option '--${flag}' works on one project, and cannot be used with ${several}`);
}

/** A file whose name looks like a pattern is that file. */
function isPattern(config: string, cwd: string): boolean {
  return /[*?[{(!]/.test(config) && !existsSync(resolve(cwd, config));
}

/**
 * The arguments with a `--config` before each file of a list that a shell has made of a pattern:
 * `--config a/gen-msk-consumer.config.json b/gen-msk-consumer.config.json`.
 */
export function separateConfigs(argv: readonly string[], cwd: string): readonly string[] {
  let isList = false;
  return argv.flatMap((word, index) => {
    const isValue = argv[index - 1] === '--config';
    const isNext = isList && isConfigFile(word, cwd);
    isList = (isValue && !word.startsWith('-')) || isNext;
    return isNext ? ['--config', word] : [word];
  });
}

function isConfigFile(word: string, cwd: string): boolean {
  return (
    /(?:^|[\\/])(?:gen-msk-consumer\.config\.(?:json|m?js|ts)|package\.json)$/.test(word) &&
    existsSync(resolve(cwd, word))
  );
}

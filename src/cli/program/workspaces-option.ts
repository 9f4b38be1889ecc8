import { Option } from 'commander';

/** The flag of the commands that run for several projects. */
export function workspaces(): Option {
  return new Option('--workspaces', 'run for every package of the npm, Yarn or pnpm workspace that has a config');
}

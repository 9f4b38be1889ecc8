import type { Environment } from '../config/resolve-registry.js';
import type { Clock } from '../http/clock.js';
import type { PullProgress } from '../pull/live-subjects.js';
import type { RunOptions } from './compare-with-disk.js';

export interface CheckOptions extends RunOptions {
  /** A git revision: to look only at topics that differ from it. */
  readonly since?: string;
  /** A git revision: to give each edited file its text at that revision, so that both changes can be shown. */
  readonly base?: string;
  /** True to build every topic, whatever its seal says. Default: false. */
  readonly full?: boolean;
  /** True to compare the snapshot with the live registry too. Default: false, which talks to no server. */
  readonly registry?: boolean;
  /** A git revision, or two ("v1.0..v1.1"): to look for changes of schemas since then that break the reading of records. */
  readonly breaking?: string;
  /** Files of CloudFormation, SAM or Terraform, relative to `cwd`, to compare with the config and the code. */
  readonly templates?: readonly string[];
  /** With `registry`: stands in for `${NAME}` in the config, and names the proxy. Default: that of the process. */
  readonly env?: Environment;
  /** With `registry`: called whenever a version is fetched. */
  readonly onProgress?: (progress: PullProgress) => void;
  /** With `registry`: the clock that retries wait by. Default: the real one. */
  readonly clock?: Clock;
}

import type { Diagnostic } from '../diagnostics/diagnostic.js';
import type { Impact } from '../impact/impact.js';
import type { ChangeKind } from '../plan/change.js';
import type { Cause } from '../seal/change-causes.js';
import type { TopicDiff } from '../history/topic-diff.js';
import type { DiffResult } from './diff-result.js';
import type { InitResult } from './init.js';
import type { ListedTopic } from './list.js';
import type { PullResult } from './pull.js';

/** A project of a run for several, as reports name it. */
export interface JsonProject {
  /** The config's folder, relative to where the command runs; `.` for that folder itself. */
  readonly project: string;
  /** The config, relative to the same folder; null where the folder holds two. */
  readonly config: string | null;
  readonly exitCode: number;
}

/** What every report has. Members may be added; `version` changes when one is removed or changes its meaning. */
export interface ReportHead<Command extends string> {
  readonly version: 1;
  readonly command: Command;
  readonly exitCode: number;
  /** The folder of the config, absolute; null when none was found. All other paths are relative to it. */
  readonly root: string | null;
  /** As the library gives them; `help` is always there. */
  readonly diagnostics: readonly (Diagnostic & { readonly help: string })[];
}

/** The report of a command whose result it holds as it is, with the head. */
export type ReportOf<Command extends string, Result> = Omit<Result, 'diagnostics'> & Omit<ReportHead<Command>, 'root'>;

/** What `--format json` prints on stdout, also when the config is wrong. */
export interface JsonReport extends ReportHead<'generate' | 'check'> {
  readonly dryRun: boolean;
  /** How many files are in each state. */
  readonly counts: Readonly<Partial<Record<ChangeKind, number>>>;
  /** The files that are in any state but `unchanged`, in code-point order of their paths. */
  readonly files: readonly {
    readonly path: string;
    readonly state: ChangeKind;
    /** `generate` only: what has changed since the file was generated, where its seal shows it. */
    readonly causes?: readonly Cause[];
  }[];
  /** Where the run is for several projects: each of them. Then `root` is the folder that the command runs in. */
  readonly projects?: readonly (JsonProject & Pick<JsonReport, 'counts'>)[];
  /** `generate` only: the places in the team's code that a change of types touches, as the library gives them. */
  readonly impacts?: readonly Impact[];
}

/** What `init --format json` prints on stdout. */
export interface JsonInitReport extends ReportHead<'init'> {
  /** The folder of the config, absolute. */
  readonly root: string;
  /** The config that was written, relative to the root; null when there is none. */
  readonly file: string | null;
  /** The other files that were written: those of an example. */
  readonly created: readonly string[];
  /** The Kafka topics in it. */
  readonly topics: readonly string[];
  /** What the project's package.json, tsconfig.json and the like show, as the library gives it. */
  readonly findings: InitResult['findings'];
  /** The settings that were written, with the reason for each, as the library gives them. */
  readonly decisions: InitResult['decisions'];
  /** At the root of a workspace: each package that was to get a config, with what is `[]` above. */
  readonly projects?: readonly (JsonProject & Pick<InitResult, 'topics' | 'findings' | 'decisions'>)[];
}

/** What `pull --format json` prints on stdout. */
export interface JsonPullReport extends ReportHead<'pull'> {
  readonly dryRun: boolean;
  /** The subjects that the snapshot holds now, and the numbers of their versions. */
  readonly subjects: PullResult['subjects'];
  /** Where the run is for several projects: each of them. Then `root` is the folder that the command runs in. */
  readonly projects?: readonly JsonProject[];
  /** The files of the snapshot that are in any state but `unchanged`, in code-point order of their paths. */
  readonly files: JsonReport['files'];
}

/** What `list --format json` prints on stdout. */
export interface JsonListReport extends ReportHead<'list'> {
  /** In code-point order of their names, as the library gives them. */
  readonly topics: readonly (Omit<ListedTopic, 'problems'> & { readonly problems: JsonReport['diagnostics'] })[];
}

/** What `eject --format json` prints on stdout. */
export interface JsonEjectReport extends ReportHead<'eject'> {
  /** The folder that the templates are in; null when nothing was ejected. */
  readonly folder: string | null;
  /** The templates that were written, and the config where it was edited. */
  readonly files: JsonReport['files'];
  /** The line to add to a config that is code; null where there is none to add. */
  readonly configLine: string | null;
}

/**
 * What `diff --format json` prints on stdout, also when the comparison could not be made. Members that the library gives as
 * undefined are left out.
 */
export interface JsonDiffReport extends ReportOf<'diff', Omit<DiffResult, 'topics'>> {
  /** As the library gives them; where the run is for several projects, each with the one that it is of. */
  readonly topics: readonly (TopicDiff & { readonly project?: string })[];
  /** Where the run is for several projects: each of them. Then `root` is the folder that the command runs in. */
  readonly projects?: readonly (JsonProject & Pick<DiffResult, 'effect'>)[];
}

/** The project that a command is for. */
export interface ProjectOptions {
  /** Where the search for the config starts. Default: the current folder. */
  readonly cwd?: string;
  /** The config file, relative to `cwd`, instead of a search. */
  readonly config?: string;
}

/** The project, and which of its topics. */
export interface TopicsOptions extends ProjectOptions {
  /** Glob patterns of topics to confine the run to. Default: all topics. */
  readonly topics?: readonly string[];
}

import type { HandlerContract } from '../emit/handler-contract.js';
import { topicNames, type TopicNames } from '../model/topic-names.js';
import type { Diagnostic, Result } from '../diagnostics/diagnostic.js';

/** A topic that is called something else now. */
export interface TopicMove {
  /** Its name, or what "as" called it, so far. */
  readonly from: string;
  readonly to: string;
}

/** Reads `--rename orders=purchases`: the right side must be a topic of the config, the left side must be none. */
export function topicMoves(
  renames: readonly string[],
  contracts: readonly HandlerContract[],
): Result<readonly TopicMove[]> {
  const problems: Diagnostic[] = [];
  const moves = renames.map((rename): TopicMove => {
    const [from = '', to = '', ...rest] = rename.split('=');
    const fault =
      from === '' || to === '' || rest.length > 0
        ? 'is not in the form <old name>=<new name>'
        : wiringOf(to, contracts) === undefined
          ? `names ${to}, which is not a topic in the config`
          : wiringOf(from, contracts) === undefined
            ? undefined
            : `names ${from}, which is still a topic in the config`;
    if (fault !== undefined)
      problems.push({ code: 'usage', severity: 'error', message: `--rename ${rename} ${fault}` });
    return { from, to };
  });
  return problems.length > 0 ? { ok: false, problems } : { ok: true, value: moves, warnings: [] };
}

function wiringOf(name: string, contracts: readonly HandlerContract[]): HandlerContract | undefined {
  const { folder } = topicNames(name);
  return contracts.find(({ names }) => names.folder === folder);
}

/** Where the files of a topic were, and what its names were made of; undefined for one that has not moved. */
export function formerNamesOf({ names }: HandlerContract, moves: readonly TopicMove[]): TopicNames | undefined {
  const move = moves.find(({ to }) => topicNames(to).folder === names.folder);
  return move === undefined ? undefined : topicNames(move.from);
}

/** Old and new names of the exports that contain the topic's name. */
export function movedNames(before: TopicNames, now: TopicNames): ReadonlyMap<string, string> {
  const names = namesAfter(now);
  return new Map(namesAfter(before).map((name, index) => [name, names[index] ?? name]));
}

function namesAfter({ pascal, camel }: TopicNames): readonly string[] {
  return [
    ...[`${pascal}Key`, `${pascal}Value`, `${pascal}Record`, `consume${pascal}`],
    ...[`encode${pascal}Key`, `encode${pascal}Value`, `${camel}Event`, `${camel}KeySample`, `${camel}ValueSample`],
  ];
}

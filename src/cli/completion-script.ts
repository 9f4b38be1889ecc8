import type { Command, Option } from 'commander';
import { diagnosticKinds } from '../diagnostics/diagnostic-codes.js';

/** The completion script of a shell, for the commands and flags of a program. */
export function completionScript(program: Command, shell: 'bash' | 'zsh'): string {
  const { commands } = program;
  const options = [program, ...commands].flatMap((command) => command.options);
  const names = commands.map((command) => command.name());
  const flags = program.options.map(flagOf);
  const lines = [
    ...(shell === 'zsh' ? ['autoload -U +X bashcompinit && bashcompinit'] : []),
    '_gen_msk_consumer() {',
    '  local current="${COMP_WORDS[COMP_CWORD]}" previous="${COMP_WORDS[COMP_CWORD-1]}" command="" word words',
    '  for word in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do',
    `    case "$word" in ${names.join('|')}) command="$word"; break;; esac`,
    '  done',
    '  case "$previous" in',
    ...choicesOf(options).map(
      ([flag, choices]) => `    ${flag}) COMPREPLY=($(compgen -W "${choices.join(' ')}" -- "$current")); return;;`,
    ),
    `    ${fileFlags.join('|')}) COMPREPLY=($(compgen -f -- "$current")); return;;`,
    '  esac',
    '  case "$command" in',
    ...commands.map((command) => `    ${command.name()}) words="${[...wordsOf(command), ...flags].join(' ')}";;`),
    `    *) words="${[...names, ...flags].join(' ')}";;`,
    '  esac',
    '  COMPREPLY=($(compgen -W "$words" -- "$current"))',
    '}',
    'complete -o default -F _gen_msk_consumer gen-msk-consumer',
  ];
  return `${lines.join('\n')}\n`;
}

const fileFlags = ['--config', '--cwd', '--output', '--to', '--event', '--from', '--letters'];

function flagOf({ long, short, flags }: Option): string {
  return long ?? short ?? flags;
}

/** What may follow a command: the values of its argument, where they are known, and its flags. */
function wordsOf(command: Command): readonly string[] {
  if (command.name() === 'explain') return Object.keys(diagnosticKinds);
  return [...command.registeredArguments.flatMap(({ argChoices = [] }) => argChoices), ...command.options.map(flagOf)];
}

/** The values of flags that take one of a list. */
function choicesOf(options: readonly Option[]): readonly (readonly [string, readonly string[]])[] {
  return options.flatMap(({ argChoices = [], ...option }) => {
    const choices = argChoices.filter((choice) => choice !== '');
    return choices.length === 0 || typeof option.long !== 'string' ? [] : [[option.long, choices]];
  });
}

import { Argument, type Command } from 'commander';
import type { CommonOptions } from './command-options.js';
import type { Io } from './io.js';
import { optionsOf } from './projects/selection.js';

const shells = ['bash', 'zsh'] as const;

/** Adds the commands that show and explain, and change nothing. */
export function addHelperCommands(program: Command, io: Io, finish: (exitCode: number) => void): void {
  program
    .command('list')
    .description('list the topics: schemas, versions, ids, framing, subjects, and what cannot be read')
    .addHelpText('after', "\nExample:\n  $ npx gen-msk-consumer list --topic 'orders*' --format json\n")
    .action(async (_: unknown, command: Command) => {
      const { listCommand } = await import('./list-command.js');
      finish(await listCommand(optionsOf(command, command.optsWithGlobals<CommonOptions>()), io));
    });

  program
    .command('explain')
    .description('explain a diagnostic code: what it means and what to do (without a code: list them all)')
    .argument('[code]', 'the code, such as drift')
    .addHelpText('after', '\nExample:\n  $ npx gen-msk-consumer explain schema-incompatible\n')
    .action(async (code: string | undefined, _: unknown, command: Command) => {
      const { explainCommand } = await import('./explain-command.js');
      finish(explainCommand(code, optionsOf(command, command.optsWithGlobals<CommonOptions>()), io));
    });

  program
    .command('completion')
    .description('print a completion script for a shell')
    .addArgument(new Argument('<shell>', 'the shell').choices(shells))
    .addHelpText('after', '\nExample:\n  $ source <(npx gen-msk-consumer completion bash)\n')
    .action(async (shell: (typeof shells)[number]) => {
      const { completionScript } = await import('./completion-script.js');
      io.stdout.write(completionScript(program, shell));
      finish(0);
    });
}

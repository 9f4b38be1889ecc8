import { Argument, Option, type Command } from 'commander';
import type { CommonOptions, SizeCommandOptions } from '../command-options.js';
import type { Io } from '../io.js';
import { positiveInteger, positiveNumber } from '../option-values.js';

const shells = ['bash', 'zsh'] as const;

/** Adds the commands that work out, show and explain, and change nothing. */
export function addHelperCommands(program: Command, io: Io, finish: (exitCode: number) => void): void {
  program
    .command('size')
    .description(
      "show the batch, pollers, concurrency and memory that a topic's load needs; exit with 1 if it cannot be met",
    )
    .argument('<topic>', 'a topic of the config')
    .requiredOption('--rate <number>', 'records per second', positiveNumber)
    .option('--duration <ms>', 'how long the handler takes for a record, in milliseconds', positiveNumber)
    .addOption(
      new Option('--measure', 'measure the duration: run the handler 20 times with event.json').conflicts('duration'),
    )
    .option('--partitions <number>', 'the partitions of the topic (default: as in the config)', positiveInteger)
    .option('--key-bytes <number>', 'bytes of a key (default: as in event.json)', positiveNumber)
    .option('--value-bytes <number>', 'bytes of a value (default: as in event.json)', positiveNumber)
    .option('--header-bytes <number>', 'bytes of the headers (default: 0)', positiveNumber)
    .option('--lag <number>', 'records to catch up with', positiveNumber)
    .addHelpText('after', '\nExample:\n  $ npx gen-msk-consumer size orders --rate 2000 --duration 5 --partitions 12\n')
    .action(async (topic: string, _: unknown, command: Command) => {
      const options = command.optsWithGlobals<SizeCommandOptions>();
      if (options.duration === undefined && options.measure === undefined)
        command.error("error: one of the options '--duration <ms>' and '--measure' is required");
      const { sizeCommand } = await import('../size-command.js');
      finish(await sizeCommand(topic, options, io));
    });

  program
    .command('list')
    .description('list the topics: schemas, versions, ids, framing, subjects, and what cannot be read')
    .addHelpText('after', "\nExample:\n  $ npx gen-msk-consumer list --topic 'orders*' --format json\n")
    .action(async (_: unknown, command: Command) => {
      const { listCommand } = await import('../list-command.js');
      finish(await listCommand(command.optsWithGlobals<CommonOptions>(), io));
    });

  program
    .command('explain')
    .description('explain a diagnostic code: what it means and what to do (without a code: list them all)')
    .argument('[code]', 'the code, such as drift')
    .addHelpText('after', '\nExample:\n  $ npx gen-msk-consumer explain schema-incompatible\n')
    .action(async (code: string | undefined, _: unknown, command: Command) => {
      const { explainCommand } = await import('../explain-command.js');
      finish(explainCommand(code, command.optsWithGlobals<CommonOptions>(), io));
    });

  program
    .command('completion')
    .description('print a completion script for a shell')
    .addArgument(new Argument('<shell>', 'the shell').choices(shells))
    .addHelpText('after', '\nExample:\n  $ source <(npx gen-msk-consumer completion bash)\n')
    .action(async (shell: (typeof shells)[number]) => {
      const { completionScript } = await import('../completion-script.js');
      io.stdout.write(completionScript(program, shell));
      finish(0);
    });
}

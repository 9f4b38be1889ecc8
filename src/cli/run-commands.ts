import type { Command } from 'commander';
import type { InvokeCommandOptions } from './command-options.js';
import type { Io } from './io.js';
import { positiveInteger, timeoutSeconds } from './option-values.js';

/** Adds the commands that run handlers. */
export function addRunCommands(program: Command, io: Io, finish: (exitCode: number) => void): void {
  program
    .command('invoke')
    .description("run a topic's handler as Lambda would; exit with 1 unless Lambda would commit every record")
    .argument('<topic>', 'a topic of the config')
    .option('--event <file>', 'events, on-failure payloads, dead letters or records, or - (default: event.json)')
    .option('--handler <module#export>', "the handler (default: the topic's handler.ts#handler)")
    .option('--times <number>', 'deliver the events this many times, at offsets further on', positiveInteger)
    .option('--duplicate', 'deliver each event twice, as Lambda may')
    .option('--poison <number>', 'add this many undecodable records to each event', positiveInteger)
    .option('--tombstone', 'add a tombstone to each event')
    .option('--shuffle-partitions', 'deliver the partitions of an event in another order')
    .option(
      '--fail-at <number>',
      'make the handling of this record of each event fail, counted from 1',
      positiveInteger,
    )
    .option('--timeout <seconds>', 'the time-out of the function (default: as in the config)', timeoutSeconds)
    .option('--values', 'show answers that may contain values even if standard output is not a terminal')
    .addHelpText('after', '\nExample:\n  $ npx gen-msk-consumer invoke orders --poison 1 --tombstone\n')
    .action(async (topic: string, _: unknown, command: Command) => {
      const { invokeCommand } = await import('./invoke-command.js');
      finish(await invokeCommand(topic, command.optsWithGlobals<InvokeCommandOptions>(), io));
    });
}

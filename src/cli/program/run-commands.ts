import { Option, type Command } from 'commander';
import { addBrokerOptions } from '../broker-options.js';
import type { DevCommandOptions, InspectCommandOptions, InvokeCommandOptions } from '../command-options.js';
import type { Io } from '../io.js';
import { positiveInteger, positiveNumber, timeoutSeconds } from '../option-values.js';

/** Adds the commands that read single records and run handlers. */
export function addRunCommands(program: Command, io: Io, finish: (exitCode: number) => void): void {
  program
    .command('inspect')
    .description('read captured records field by field, and say where and why a broken one breaks')
    .argument('[input]', 'a value in base64 or hex, a file with records, or - for standard input')
    .addOption(
      new Option('--encoding <encoding>', 'how a single value is given (default: a guess)').choices([
        'base64',
        'hex',
        'json',
        'raw',
      ]),
    )
    .addOption(new Option('--part <part>', 'what a single value is').choices(['key', 'value']).default('value'))
    .option('--registry', 'fetch schemas of unknown ids from the registry')
    .option('--values', 'show values even if standard output is not a terminal')
    .addHelpText('after', '\nExample:\n  $ npx gen-msk-consumer inspect --topic orders AAAAAAcGb18x\n')
    .action(async (argument: string | undefined, _: unknown, command: Command) => {
      const options = command.optsWithGlobals<InspectCommandOptions>();
      // --topic takes every word behind it, the input too where that comes last.
      const [input = '-', topic] =
        argument === undefined && (options.topic?.length ?? 0) > 1
          ? [options.topic?.at(-1), options.topic?.slice(0, -1)]
          : [argument, options.topic];
      const { inspectCommand } = await import('../inspect-command.js');
      finish(await inspectCommand(input, { ...options, ...(topic === undefined ? {} : { topic }) }, io));
    });

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
      const { invokeCommand } = await import('../invoke-command.js');
      finish(await invokeCommand(topic, command.optsWithGlobals<InvokeCommandOptions>(), io));
    });

  addBrokerOptions(
    program
      .command('dev')
      .description("run a topic's handler on your machine as its event source mapping would, and restart it on changes")
      .argument('<topic>', 'a topic of the config')
      .option('--from <file>', 'replay events instead of polling a topic; exit with 1 unless all are committed'),
  )
    .option('--group <name>', 'the consumer group (default: <name>-dev-<user>)')
    .option('--yes', 'allow the group of production: what is handled here does not reach it')
    .option('--latest', 'start a new group behind the last record (default: as in the config)')
    .option('--batch-size <number>', 'the most records of a batch (default: as in the config)', positiveInteger)
    .option('--batch-window <seconds>', 'how long to wait for a full batch (default: as in the config)', positiveNumber)
    .option('--timeout <seconds>', 'the time-out of the function (default: as in the config)', timeoutSeconds)
    .option('--handler <module#export>', "the handler (default: the topic's handler.ts#handler)")
    .option('--letters <folder>', 'where records that are given up go (default: .dead-letters/<topic>)')
    .addHelpText('after', '\nExample:\n  $ npx gen-msk-consumer dev orders --brokers localhost:9092\n')
    .action(async (topic: string, _: unknown, command: Command) => {
      const { devCommand } = await import('../dev-command.js');
      finish(await devCommand(topic, command.optsWithGlobals<DevCommandOptions>(), io));
    });
}

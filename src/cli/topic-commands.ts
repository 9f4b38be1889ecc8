import { Option, type Command } from 'commander';
import { addBrokerOptions } from './broker-options.js';
import type { ProduceCommandOptions, VerifyCommandOptions } from './command-options.js';
import type { Io } from './io.js';
import { offsetRanges, positiveInteger, positiveNumber } from './option-values.js';

/** Adds the commands that read and write topics. */
export function addTopicCommands(program: Command, io: Io, finish: (exitCode: number) => void): void {
  const produce = program
    .command('produce')
    .description("write records of a topic's fixture, or captured ones, to the topic or to a file of events")
    .argument('<topic>', 'a topic of the config')
    .option('--count <number>', 'how many records (default: 1)', positiveInteger)
    .option('--seed <text>', "draw other values than the fixture's, the same for the same seed")
    .option('--partitions <number>', 'spread the records over this many partitions', positiveInteger)
    .option('--poison <number>', 'make this many of the records undecodable', positiveInteger)
    .option('--tombstones <number>', 'make this many of the records tombstones', positiveInteger)
    .addOption(
      new Option('--from <file>', 'write captured records as they are: events, dead letters, or - ').conflicts([
        'count',
        'seed',
        'poison',
        'tombstones',
        'register',
      ]),
    )
    .addOption(new Option('--to <file>', 'write a file of events, with no broker').conflicts(['rate', 'brokers']))
    .option('--rate <number>', 'records per second (default: no limit)', positiveNumber)
    .option('--register', 'register the schemas, and write the ids that the registry gives')
    .option('--allow-remote', 'write to brokers that are not on this machine')
    .addHelpText(
      'after',
      '\nExamples:\n' +
        '  $ npx gen-msk-consumer produce orders --count 20 --seed 7 --poison 1 --to events.json\n' +
        '  $ npx gen-msk-consumer produce orders --brokers localhost:9092 --rate 50 --count 500\n',
    )
    .action(async (topic: string, _: unknown, command: Command) => {
      const { produceCommand } = await import('./produce-command.js');
      finish(await produceCommand(topic, command.optsWithGlobals<ProduceCommandOptions>(), io));
    });
  addBrokerOptions(produce);

  const verify = program
    .command('verify')
    .description('read records of topics with the generated decoder and with another one; exit with 1 on a difference')
    .argument('[topic...]', 'topics of the config (default: all)')
    .option('--last <number>', 'how many of the newest records of each topic (default: 100)', positiveInteger)
    .option('--offsets <partition:first-last>', 'these offsets instead; repeatable, with one topic', offsetRanges)
    .addOption(
      new Option('--from <file>', 'captured events instead of topics, or -').conflicts(['last', 'offsets', 'brokers']),
    )
    .addHelpText(
      'after',
      '\nExamples:\n' +
        '  $ npx gen-msk-consumer verify orders --brokers localhost:9092 --last 500\n' +
        '  $ npx gen-msk-consumer verify --from events.json\n',
    )
    .action(async (topics: readonly string[], _: unknown, command: Command) => {
      const { verifyCommand } = await import('./verify-command.js');
      finish(await verifyCommand(topics, command.optsWithGlobals<VerifyCommandOptions>(), io));
    });
  addBrokerOptions(verify);
}

import { Option, type Command } from 'commander';
import { addBrokerOptions } from '../broker-options.js';
import type { ProduceCommandOptions, RedriveCommandOptions, VerifyCommandOptions } from '../command-options.js';
import type { Io } from '../io.js';
import { offsetRanges, positiveInteger, positiveNumber, timeoutSeconds } from '../option-values.js';

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
      const { produceCommand } = await import('../produce-command.js');
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
      const { verifyCommand } = await import('../verify-command.js');
      finish(await verifyCommand(topics, command.optsWithGlobals<VerifyCommandOptions>(), io));
    });
  addBrokerOptions(verify);

  const redrive = program
    .command('redrive')
    .description('put dead letters through the handler of their topic again; exit with 1 when a record is left')
    .argument('<source>', 'a file, a folder, s3://bucket/prefix, the URL of an SQS queue, or a Kafka topic')
    .option('--dry-run', 'count the dead letters by reason and schema, and handle none')
    .option('--max-redrives <number>', 'how often a record may be redriven (default: 3)', positiveInteger)
    .option('--rate <number>', 'records per second (default: no limit)', positiveNumber)
    .option('--offsets <partition:first-last>', 'of a topic, these offsets only; repeatable', offsetRanges)
    .option('--progress <file>', 'the file that a later run goes on from (default: one below .gen-msk-redrive)')
    .option('--restart', 'handle all records, also those that an earlier run has handled')
    .option('--handler <module#export>', "the handler (default: the topic's handler.ts#handler)")
    .option('--timeout <seconds>', 'the time-out of the function (default: as in the config)', timeoutSeconds)
    .addHelpText(
      'after',
      '\nExamples:\n' +
        '  $ npx gen-msk-consumer redrive dead-letters/ --dry-run\n' +
        '  $ npx gen-msk-consumer redrive https://sqs.eu-west-1.amazonaws.com/123456789012/orders-dead --rate 20\n' +
        '  $ npx gen-msk-consumer redrive orders --offsets 0:120-140 --brokers localhost:9092\n',
    )
    .action(async (source: string, _: unknown, command: Command) => {
      const { redriveCommand } = await import('../redrive-command.js');
      finish(await redriveCommand(source, command.optsWithGlobals<RedriveCommandOptions>(), io));
    });
  addBrokerOptions(redrive);
}

import { readFileSync } from 'node:fs';
import { Command, InvalidArgumentError, Option } from 'commander';
import type { Framing } from '../config/config.js';
import { nearestName } from '../diagnostics/nearest-name.js';
import type { CheckCommandOptions, GenerateCommandOptions } from './command-options.js';
import type { DiffCommandOptions } from './command-options.js';
import type { EjectCommandOptions } from './command-options.js';
import { addHelperCommands } from './helper-commands.js';
import { addRunCommands } from './run-commands.js';
import { addTopicCommands } from './topic-commands.js';
import { formatsOf, parseReport, reportFormats } from './formats.js';
import type { InitCommandOptions, InspectCommandOptions, SizeCommandOptions } from './command-options.js';
import type { Io } from './io.js';
import { positiveNumber } from './option-values.js';
import { optionsOf, projectsOf } from './projects/selection.js';
import { packageFile } from '../paths/package-file.js';

/** The most common one first. */
const framings = [
  'confluent',
  'confluent-guid',
  'glue',
  'lambda',
  'lambda-json',
  'single-object',
  'auto',
  'none',
] as const satisfies Framing[];

/** The commands and flags. Each command loads its code when it runs, so that `--help` loads commander and nothing else. */
export function createProgram(io: Io, finish: (exitCode: number) => void): Command {
  const program = new Command('gen-msk-consumer')
    .description('Generate typed, tested AWS Lambda consumers for Amazon MSK topics from their schemas.')
    .version(packageVersion(), '--version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .option(
      '--config <file>',
      'the config file (default: the nearest one in this folder or above it); generate, check, diff and pull take several, and glob patterns',
      (file: string, before: readonly string[] | undefined) => [...(before ?? []), file],
    )
    .option('--cwd <folder>', 'run as if started in this folder')
    .option('--topic <glob...>', 'limit the command to these topics')
    .option('--quiet', 'print errors only')
    .option('--verbose', 'list every file, however many there are')
    .addOption(
      new Option(
        '--format <format>',
        'output format: text or json; check and diff support more (see their help)',
      ).default('text'),
    )
    .option('--no-color', 'disable colors (as does the environment variable NO_COLOR)')
    .configureHelp({ showGlobalOptions: true })
    .configureOutput({
      writeOut: (text) => io.stdout.write(text),
      writeErr: (text) => io.stderr.write(text),
      getOutHasColors: () => false,
      getErrHasColors: () => false,
    })
    .showHelpAfterError('See `gen-msk-consumer --help`.')
    .exitOverride()
    .addHelpText('after', '\nExample:\n  $ npx gen-msk-consumer init\n  $ npx gen-msk-consumer generate\n')
    .hook('preAction', (_, command) => refuseFormat(command));

  program
    .command('init')
    .description('create a config for the Avro and JSON schemas in this folder and its subfolders')
    .option('--registry [url]', 'derive the topics from the subjects of a registry: its URL, or glue:<registry name>')
    .option('--yes', 'do not prompt')
    .option('--output <folder>', 'the output folder')
    .addOption(new Option('--framing <framing>', 'the wire framing that producers use').choices(framings))
    .addOption(
      new Option(
        '--key <key>',
        'the keys of topics without a key schema: string (text, the default) or none (raw bytes)',
      ).choices(['string', 'none']),
    )
    .addOption(
      new Option('--test-runner <runner>', 'the test runner of generated tests').choices(['vitest', 'jest', 'node']),
    )
    .addOption(
      new Option('--import-extension <end>', 'the file extension of relative imports').choices(['.js', '.ts', '']),
    )
    .option('--force', 'replace an existing config')
    .addOption(
      new Option(
        '--add',
        "add the topics of new schema files, or with --registry of new subjects in the config's registry, to the existing config",
      ).conflicts(['force']),
    )
    .addOption(
      new Option('--example', 'write an example project into an empty folder').conflicts(['add', 'force', 'registry']),
    )
    .addHelpText('after', '\nExample:\n  $ npx gen-msk-consumer init --framing confluent --test-runner node\n')
    .action(async (_: unknown, command: Command) => {
      const options = optionsOf(command, command.optsWithGlobals<InitCommandOptions>());
      if (options.add === true) {
        const { initAddCommand } = await import('./init-add-command.js');
        finish(await initAddCommand(options, io));
        return;
      }
      const { initCommand } = await import('./init-command.js');
      finish(await initCommand(options, io));
    });

  program
    .command('generate', { isDefault: true })
    .addOption(workspaces())
    .description('generate the consumers of all topics (the default command)')
    .option('--dry-run', 'show the changes without writing them')
    .option('--strict', 'treat warnings as errors, and write nothing if there are any')
    .addOption(
      new Option('--watch', 'keep running, and regenerate when the config, a schema or a template changes').conflicts([
        'dryRun',
      ]),
    )
    .addOption(
      new Option('--stdout', 'print the types of one topic (see --topic), and write nothing').conflicts([
        'dryRun',
        'watch',
        'rename',
        'seal',
        'workspaces',
      ]),
    )
    .option('--no-impacts', 'do not list the places in your code that a type change affects')
    .option('--seal', 'also renew the seals that another version of the tool wrote')
    .option('--rename <old=new...>', 'move the handlers of renamed topics to their new names')
    .allowExcessArguments()
    .addHelpText('after', "\nExample:\n  $ npx gen-msk-consumer generate --topic 'orders*' --dry-run\n")
    .action(async (_: unknown, command: Command) => {
      refuseArguments(command, program);
      const { options, projects } = projectsOf(command, command.optsWithGlobals<GenerateCommandOptions>(), io);
      if (options.stdout === true) {
        if (projects !== undefined) command.error("error: option '--stdout' works on one project");
        if (options.format !== 'text') command.error("error: option '--stdout' cannot be used with '--format json'");
        const { stdoutCommand } = await import('./stdout-command.js');
        finish(await stdoutCommand(options, io));
        return;
      }
      if (options.watch === true) {
        if (projects !== undefined)
          command.error(`error: option '--watch' works on one project, and cannot be used with '${projects.flags}'`);
        if (options.format !== 'text') command.error("error: option '--watch' cannot be used with '--format json'");
        const { watchCommand } = await import('./watch-command.js');
        finish(await watchCommand(options, io));
        return;
      }
      if (projects !== undefined) {
        if (options.rename !== undefined)
          command.error(`error: option '--rename' works on one project, and cannot be used with '${projects.flags}'`);
        const { generateProjects } = await import('./projects/generate-projects.js');
        finish(await generateProjects(projects, options, io));
        return;
      }
      const { generateCommand } = await import('./generate-command.js');
      finish(await generateCommand(options, io));
    });

  program
    .command('check')
    .addOption(workspaces())
    .description('check that generated code is in sync with the schemas; exit with 1 and a diff if not')
    .option('--strict', 'treat warnings as errors')
    .option('--full', 'build every topic, also those whose seal shows that nothing has changed')
    .option('--since <revision>', 'check only the topics that differ from a git revision')
    .option('--base <revision>', 'show what edited files were at a git revision, and what each side has changed since')
    .option('--registry', 'also compare the snapshot with the live registry')
    .option('--breaking <revision>', 'also report breaking schema changes since a git revision')
    .option(
      '--template <file...>',
      'also compare CloudFormation, SAM or Terraform files (.yaml, .json, .tf, a plan as JSON) with config and code',
    )
    .option(
      '--report <format=file>',
      `also write the result to a file; repeatable. Formats: ${reportFormats.join(', ')}`,
      collectReports,
    )
    .addHelpText('after', `\nFormats: ${formatsOf('check').join(', ')}`)
    .addHelpText('after', '\nExample:\n  $ npx gen-msk-consumer check --format github --report sarif=drift.sarif\n')
    .action(async (_: unknown, command: Command) => {
      const { options, projects } = projectsOf(command, command.optsWithGlobals<CheckCommandOptions>(), io);
      if (projects !== undefined) {
        const { checkProjects } = await import('./projects/check-projects.js');
        finish(await checkProjects(projects, options, io));
        return;
      }
      const { checkCommand } = await import('./check-command.js');
      finish(await checkCommand(options, io));
    });

  program
    .command('diff')
    .addOption(workspaces())
    .description('show schema changes field by field and their effect on consumers; exit with 1 on a breaking change')
    .argument(
      '[revision]',
      'the git revision to compare the working tree with (default: HEAD), or two revisions: main..HEAD',
    )
    .addOption(new Option('--registry', 'compare the snapshot with the live registry').conflicts('versions'))
    .option('--versions <older..newer>', 'compare two versions in the config or snapshot, by number, id or file')
    .option('--no-impacts', 'do not list the places in your code that a type change affects')
    .option('--compatibility', 'also show the registry compatibility modes that all versions satisfy')
    .addOption(
      new Option(
        '--apply',
        'copy the older text of edited schema files to new files, and list them in the config',
      ).conflicts(['registry', 'versions']),
    )
    .option('--ids <older..newer>', 'the schema ids of the two, for --apply', idRange)
    .addOption(
      new Option('--usage', 'instead, print the fields that your code reads of each topic, as JSON').conflicts([
        'registry',
        'versions',
        'compatibility',
      ]),
    )
    .addHelpText('after', `\nFormats: ${formatsOf('diff').join(', ')}`)
    .addHelpText(
      'after',
      '\nExamples:\n' +
        '  $ npx gen-msk-consumer diff                             uncommitted changes\n' +
        '  $ npx gen-msk-consumer diff origin/main                 changes on this branch\n' +
        '  $ npx gen-msk-consumer diff v1.4.0..v1.5.0              changes in a release\n' +
        '  $ npx gen-msk-consumer diff --registry                  changes that a pull would bring\n' +
        '  $ npx gen-msk-consumer diff --apply --topic orders --ids 101..107   keep the older schema as a version\n' +
        '  $ npx gen-msk-consumer diff --versions 3..7 --topic orders --compatibility\n' +
        '  $ npx gen-msk-consumer diff --usage > usage.json         the fields that your code reads\n' +
        '\nWhat to deploy first, consumer or producer: docs/deployment-order.md of this package\n',
    )
    .action(async (revision: string | undefined, _: unknown, command: Command) => {
      const { options, projects } = projectsOf(command, command.optsWithGlobals<DiffCommandOptions>(), io);
      if (revision !== undefined && (options.registry === true || options.versions !== undefined)) {
        command.error(`error: a revision ('${revision}') cannot be combined with --registry or --versions`);
      }
      if (options.ids !== undefined && options.apply !== true) command.error("error: option '--ids' is for --apply");
      if (projects !== undefined) {
        for (const flag of ['apply', 'usage'] as const) {
          if (options[flag] !== true) continue;
          command.error(`error: option '--${flag}' works on one project, and cannot be used with '${projects.flags}'`);
        }
        const { diffProjects } = await import('./projects/diff-projects.js');
        finish(await diffProjects(projects, { ...options, range: revision }, io));
        return;
      }
      if (options.usage === true) {
        if (revision !== undefined) command.error(`error: a revision ('${revision}') cannot be combined with --usage`);
        const { usageCommand } = await import('./usage-command.js');
        finish(await usageCommand(options, io));
        return;
      }
      const { diffCommand } = await import('./diff-command.js');
      finish(await diffCommand(revision, options, io));
    });

  program
    .command('pull')
    .addOption(workspaces())
    .description("copy the schemas of the config's subjects from the registry into the project")
    .option('--dry-run', 'query the registry and show the changes without writing them')
    .addHelpText('after', "\nExample:\n  $ npx gen-msk-consumer pull --topic 'orders*'\n")
    .action(async (_: unknown, command: Command) => {
      const { options, projects } = projectsOf(command, command.optsWithGlobals<GenerateCommandOptions>(), io);
      if (projects !== undefined) {
        const { pullProjects } = await import('./projects/pull-projects.js');
        finish(await pullProjects(projects, options, io));
        return;
      }
      const { pullCommand } = await import('./pull-command.js');
      finish(await pullCommand(options, io));
    });

  program
    .command('eject')
    .description('copy the templates of generated files into the project for customization')
    .argument('[template...]', 'the templates to copy, such as handler (default: all)')
    .option('--to <folder>', 'the folder to copy them to (default: "templates/gen-msk-consumer")')
    .option('--force', 'replace changed templates')
    .option('--list', 'list the templates and exit')
    .addHelpText('after', '\nExample:\n  $ npx gen-msk-consumer eject handler handler.test\n')
    .action(async (templates: readonly string[], _: unknown, command: Command) => {
      const { ejectCommand } = await import('./eject-command.js');
      finish(await ejectCommand(templates, optionsOf(command, command.optsWithGlobals<EjectCommandOptions>()), io));
    });

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
      const options = optionsOf(command, command.optsWithGlobals<InspectCommandOptions>());
      // --topic takes every word behind it, the input too where that comes last.
      const [input = '-', topic] =
        argument === undefined && (options.topic?.length ?? 0) > 1
          ? [options.topic?.at(-1), options.topic?.slice(0, -1)]
          : [argument, options.topic];
      const { inspectCommand } = await import('./inspect-command.js');
      finish(await inspectCommand(input, { ...options, ...(topic === undefined ? {} : { topic }) }, io));
    });

  addRunCommands(program, io, finish);
  addTopicCommands(program, io, finish);

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
    .option('--partitions <number>', 'the partitions of the topic (default: as in the config)', positiveNumber)
    .option('--key-bytes <number>', 'bytes of a key (default: as in event.json)', positiveNumber)
    .option('--value-bytes <number>', 'bytes of a value (default: as in event.json)', positiveNumber)
    .option('--header-bytes <number>', 'bytes of the headers (default: 0)', positiveNumber)
    .option('--lag <number>', 'records to catch up with', positiveNumber)
    .addHelpText('after', '\nExample:\n  $ npx gen-msk-consumer size orders --rate 2000 --duration 5 --partitions 12\n')
    .action(async (topic: string, _: unknown, command: Command) => {
      const options = optionsOf(command, command.optsWithGlobals<SizeCommandOptions>());
      if (options.duration === undefined && options.measure === undefined)
        command.error("error: one of the options '--duration <ms>' and '--measure' is required");
      const { sizeCommand } = await import('./size-command.js');
      finish(await sizeCommand(topic, options, io));
    });

  addHelperCommands(program, io, finish);
  for (const command of program.commands) {
    command.showHelpAfterError(`See \`gen-msk-consumer ${command.name()} --help\`.`);
  }
  return program;
}

function workspaces(): Option {
  return new Option('--workspaces', 'run for every package of the npm, Yarn or pnpm workspace that has a config');
}

/** Every command takes --format, but not every one knows every format. */
function refuseFormat(command: Command): void {
  const { format } = command.optsWithGlobals<{ readonly format: string }>();
  const known = formatsOf(command.name());
  if (known.includes(format)) return;
  const choices = `Allowed choices are ${known.join(', ')}.`;
  command.error(`error: option '--format <format>' argument '${format}' is invalid. ${choices}`);
}

function idRange(text: string): DiffCommandOptions['ids'] {
  const [older = '', newer = '', ...rest] = text.split('..');
  if (older !== '' && newer !== '' && older !== newer && rest.length === 0) return { older, newer };
  throw new InvalidArgumentError('Expected two ids with two dots between them, such as 101..107.');
}

function collectReports(text: string, before: CheckCommandOptions['report'] = []): CheckCommandOptions['report'] {
  const report = parseReport(text);
  if (report === undefined)
    throw new InvalidArgumentError(`Expected <format>=<file> with one of ${reportFormats.join(', ')}.`);
  return [...before, report];
}

/** `generate` is the default, so a misspelt command arrives as its argument. */
function refuseArguments(command: Command, program: Command): void {
  const [first] = command.args;
  if (first === undefined) return;
  const nearest = nearestName(
    first,
    program.commands.map((known) => known.name()),
  );
  program.error(`error: unknown command '${first}'${nearest === undefined ? '' : `\n(Did you mean ${nearest}?)`}`);
}

function packageVersion(): string {
  const text = readFileSync(packageFile('package.json'), 'utf8');
  // The package's own file, which holds a version whenever it was published.
  return (JSON.parse(text) as { readonly version: string }).version;
}

import { readFileSync } from 'node:fs';
import { Command, InvalidArgumentError, Option } from 'commander';
import type { Framing } from '../config/config.js';
import { nearestName } from '../diagnostics/nearest-name.js';
import type { CheckCommandOptions, GenerateCommandOptions } from './command-options.js';
import type { DiffCommandOptions } from './command-options.js';
import type { EjectCommandOptions } from './command-options.js';
import { formatsOf, parseReport, reportFormats } from './formats.js';
import type { InitCommandOptions } from './command-options.js';
import type { Io } from './io.js';

const framings = [
  'none',
  'confluent',
  'confluent-guid',
  'glue',
  'lambda',
  'lambda-json',
  'single-object',
  'auto',
] as const satisfies Framing[];

/** The commands and flags. Each command loads its code when it runs, so that `--help` loads commander and nothing else. */
export function createProgram(io: Io, finish: (exitCode: number) => void): Command {
  const program = new Command('gen-msk-consumer')
    .description('Typed, tested AWS Lambda consumers for Amazon MSK topics, generated from their schemas.')
    .version(packageVersion(), '--version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .option('--config <file>', 'the config file, instead of the first one found in the folder or above it')
    .option('--cwd <folder>', 'work as if called in this folder')
    .option('--topic <glob...>', 'only these topics')
    .option('--quiet', 'print nothing but errors')
    .addOption(
      new Option(
        '--format <format>',
        'what to print the result as: text or json; check and diff know more (see their help)',
      ).default('text'),
    )
    .option('--no-color', 'no colours (as does the variable NO_COLOR)')
    .configureHelp({ showGlobalOptions: true })
    .configureOutput({
      writeOut: (text) => io.stdout.write(text),
      writeErr: (text) => io.stderr.write(text),
      getOutHasColors: () => false,
      getErrHasColors: () => false,
    })
    .showHelpAfterError('See gen-msk-consumer --help.')
    .exitOverride()
    .addHelpText('after', '\nExample:\n  $ npx gen-msk-consumer init\n  $ npx gen-msk-consumer generate\n')
    .hook('preAction', (_, command) => refuseFormat(command));

  program
    .command('init')
    .description('write a first config for the Avro and JSON schemas found in the folder and below it')
    .option(
      '--registry [url]',
      'name the topics that the subjects of a registry tell: its URL, or glue:<registry name>',
    )
    .option('--yes', 'ask nothing')
    .option('--output <folder>', 'the folder to generate into')
    .addOption(new Option('--framing <framing>', 'how producers frame the bytes').choices(framings))
    .addOption(
      new Option('--test-runner <runner>', 'what generated tests run with').choices(['vitest', 'jest', 'node']),
    )
    .addOption(new Option('--import-extension <end>', 'what relative imports end with').choices(['.js', '.ts', '']))
    .option('--force', 'replace a config that is there')
    .addHelpText('after', '\nExample:\n  $ npx gen-msk-consumer init --framing confluent --test-runner node\n')
    .action(async (_: unknown, command: Command) => {
      const { initCommand } = await import('./init-command.js');
      finish(await initCommand(command.optsWithGlobals<InitCommandOptions>(), io));
    });

  program
    .command('generate', { isDefault: true })
    .description('write the consumers of all topics (the default command)')
    .option('--dry-run', 'say what would be done, and write nothing')
    .option('--strict', 'take every warning as an error, and write nothing then')
    .addOption(
      new Option('--watch', 'go on, and generate again whenever the config, a schema or a template changes').conflicts([
        'dryRun',
      ]),
    )
    .option('--no-impacts', 'do not list the lines of your code that a change of types touches')
    .option('--rename <old=new...>', 'topics that have a new name: the handlers of the old ones move along')
    .allowExcessArguments()
    .addHelpText('after', "\nExample:\n  $ npx gen-msk-consumer generate --topic 'orders*' --dry-run\n")
    .action(async (_: unknown, command: Command) => {
      refuseArguments(command, program);
      const options = command.optsWithGlobals<GenerateCommandOptions>();
      if (options.watch === true) {
        if (options.format !== 'text') command.error("error: option '--watch' cannot be used with '--format json'");
        const { watchCommand } = await import('./watch-command.js');
        finish(await watchCommand(options, io));
        return;
      }
      const { generateCommand } = await import('./generate-command.js');
      finish(await generateCommand(options, io));
    });

  program
    .command('check')
    .description('exit with 1 and a diff when generated code is not what the schemas give')
    .option('--strict', 'take every warning as an error')
    .option('--registry', 'compare the snapshot with the live registry too')
    .option(
      '--breaking <revision>',
      'look for changes of schemas since a git revision that break the reading of records',
    )
    .option(
      '--report <format=file>',
      `write the result to a file too: ${reportFormats.join(', ')}; may be given several times`,
      collectReports,
    )
    .addHelpText('after', `\nFormats: ${formatsOf('check').join(', ')}`)
    .addHelpText('after', '\nExample:\n  $ npx gen-msk-consumer check --format github --report sarif=drift.sarif\n')
    .action(async (_: unknown, command: Command) => {
      const { checkCommand } = await import('./check-command.js');
      finish(await checkCommand(command.optsWithGlobals<CheckCommandOptions>(), io));
    });

  program
    .command('diff')
    .description(
      'tell what changed in the schemas, field by field, and what it means for the consumers; 1 if a change breaks',
    )
    .argument('[revision]', 'a git revision to compare the working tree with, or two: main..HEAD (default: HEAD)')
    .addOption(new Option('--registry', 'compare the snapshot with the live registry').conflicts('versions'))
    .option('--versions <older..newer>', 'compare two versions of the config or snapshot, by number, id or file')
    .option('--no-impacts', 'do not list the lines of your code that a change of types touches')
    .option('--compatibility', "tell all versions' compatibility in the registry's terms too")
    .addHelpText('after', `\nFormats: ${formatsOf('diff').join(', ')}`)
    .addHelpText(
      'after',
      '\nExamples:\n' +
        '  $ npx gen-msk-consumer diff                             what is not committed yet\n' +
        '  $ npx gen-msk-consumer diff origin/main                 what this branch changes\n' +
        '  $ npx gen-msk-consumer diff v1.4.0..v1.5.0              what a release changed\n' +
        '  $ npx gen-msk-consumer diff --registry                  what a pull would bring\n' +
        '  $ npx gen-msk-consumer diff --versions 3..7 --topic orders --compatibility\n',
    )
    .action(async (revision: string | undefined, _: unknown, command: Command) => {
      const options = command.optsWithGlobals<DiffCommandOptions>();
      if (revision !== undefined && (options.registry === true || options.versions !== undefined)) {
        command.error(`error: a revision ('${revision}') goes with neither --registry nor --versions`);
      }
      const { diffCommand } = await import('./diff-command.js');
      finish(await diffCommand(revision, options, io));
    });

  program
    .command('pull')
    .description("vendor the schemas of the config's subjects from the registry")
    .option('--dry-run', 'ask the registry, say what would be done, and write nothing')
    .addHelpText('after', "\nExample:\n  $ npx gen-msk-consumer pull --topic 'orders*'\n")
    .action(async (_: unknown, command: Command) => {
      const { pullCommand } = await import('./pull-command.js');
      finish(await pullCommand(command.optsWithGlobals<GenerateCommandOptions>(), io));
    });

  program
    .command('eject')
    .description('copy the templates of generated files into the project, to be changed there')
    .argument('[template...]', 'the templates, such as handler; all unless named')
    .option('--to <folder>', 'the folder for them (default: "templates/gen-msk-consumer")')
    .option('--force', 'replace templates that were changed')
    .option('--list', 'print the names of the templates, and do nothing')
    .addHelpText('after', '\nExample:\n  $ npx gen-msk-consumer eject handler handler.test\n')
    .action(async (templates: readonly string[], _: unknown, command: Command) => {
      const { ejectCommand } = await import('./eject-command.js');
      finish(await ejectCommand(templates, command.optsWithGlobals<EjectCommandOptions>(), io));
    });

  return program;
}

/** Every command takes --format, but not every one knows every format. */
function refuseFormat(command: Command): void {
  const { format } = command.optsWithGlobals<{ readonly format: string }>();
  const known = formatsOf(command.name());
  if (known.includes(format)) return;
  const choices = `Allowed choices are ${known.join(', ')}.`;
  command.error(`error: option '--format <format>' argument '${format}' is invalid. ${choices}`);
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
  command.error(`error: unknown command '${first}'${nearest === undefined ? '' : `\n(Did you mean ${nearest}?)`}`);
}

function packageVersion(): string {
  const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
  // The package's own file, which holds a version whenever it was published.
  return (JSON.parse(text) as { readonly version: string }).version;
}

import { readFileSync } from 'node:fs';
import { Command, Option } from 'commander';
import { packageFile } from '../../paths/package-file.js';
import { formatsOf } from '../formats.js';
import type { Io } from '../io.js';
import { optimizeLater } from '../optimize-later.js';
import { settleConfig } from '../projects/selection.js';
import { addCopyCommands } from './copy-commands.js';
import { addDriftCommands } from './drift-commands.js';
import { addGenerateCommands } from './generate-commands.js';
import { addHelperCommands } from './helper-commands.js';
import { addRunCommands } from './run-commands.js';
import { addTopicCommands } from './topic-commands.js';

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
    .hook('preAction', (own, command) => {
      settleConfig(own, command);
      refuseFormat(command);
      refuseTopics(command);
      return optimizeLater();
    });

  // In the order of --help.
  for (const add of [
    addGenerateCommands,
    addDriftCommands,
    addCopyCommands,
    addRunCommands,
    addTopicCommands,
    addHelperCommands,
  ])
    add(program, io, finish);
  for (const command of program.commands) {
    command.showHelpAfterError(`See \`gen-msk-consumer ${command.name()} --help\`.`);
  }
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

/** A command for one topic takes it as its argument. */
function refuseTopics(command: Command): void {
  const [argument] = command.registeredArguments;
  const takesOne = argument?.name() === 'topic' && argument.required;
  if (!takesOne || command.optsWithGlobals<{ readonly topic?: unknown }>().topic === undefined) return;
  command.error(
    `error: option '--topic' cannot be used with '${command.name()}', which takes its topic as an argument`,
  );
}

function packageVersion(): string {
  const text = readFileSync(packageFile('package.json'), 'utf8');
  // The package's own file, which holds a version whenever it was published.
  return (JSON.parse(text) as { readonly version: string }).version;
}

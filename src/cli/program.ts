import { readFileSync } from 'node:fs';
import { Command, Option } from 'commander';
import type { Framing } from '../config/config.js';
import { nearestName } from '../config/nearest-name.js';
import type { CheckCommandOptions } from './check-command.js';
import type { InitCommandOptions } from './init-command.js';
import type { Io } from './io.js';

/** The options that every command takes, as commander gives them. */
export interface CommonOptions {
  readonly config?: string;
  readonly cwd?: string;
  readonly topic?: readonly string[];
  readonly quiet?: true;
  readonly format: 'text' | 'json';
  readonly color: boolean;
}

export interface GenerateCommandOptions extends CommonOptions {
  readonly dryRun?: true;
}

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
    .addOption(new Option('--format <format>', 'what to print the result as').choices(['text', 'json']).default('text'))
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
    .addHelpText('after', '\nExample:\n  $ npx gen-msk-consumer init\n  $ npx gen-msk-consumer generate\n');

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
    .allowExcessArguments()
    .addHelpText('after', "\nExample:\n  $ npx gen-msk-consumer generate --topic 'orders*' --dry-run\n")
    .action(async (_: unknown, command: Command) => {
      refuseArguments(command, program);
      const { generateCommand } = await import('./generate-command.js');
      finish(await generateCommand(command.optsWithGlobals<GenerateCommandOptions>(), io));
    });

  program
    .command('check')
    .description('exit with 1 and a diff when generated code is not what the schemas give')
    .option('--registry', 'compare the snapshot with the live registry too')
    .addHelpText('after', '\nExample:\n  $ npx gen-msk-consumer check --format json\n')
    .action(async (_: unknown, command: Command) => {
      const { checkCommand } = await import('./check-command.js');
      finish(await checkCommand(command.optsWithGlobals<CheckCommandOptions>(), io));
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

  return program;
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

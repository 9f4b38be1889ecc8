import { Option, type Command } from 'commander';
import type { Framing } from '../../config/config.js';
import { nearestName } from '../../diagnostics/nearest-name.js';
import type { GenerateCommandOptions, InitCommandOptions } from '../command-options.js';
import type { Io } from '../io.js';
import { projectsOf, refuseProjects } from '../projects/selection.js';
import { workspaces } from './workspaces-option.js';

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

/** Adds the commands that set a project up and generate its code. */
export function addGenerateCommands(program: Command, io: Io, finish: (exitCode: number) => void): void {
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
      const options = command.optsWithGlobals<InitCommandOptions>();
      if (options.add === true) {
        const { initAddCommand } = await import('../init-add-command.js');
        finish(await initAddCommand(options, io));
        return;
      }
      const { initCommand } = await import('../init-command.js');
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
        const { stdoutCommand } = await import('../stdout-command.js');
        finish(await stdoutCommand(options, io));
        return;
      }
      if (options.watch === true) {
        if (projects !== undefined) refuseProjects(projects, 'watch', command);
        if (options.format !== 'text') command.error("error: option '--watch' cannot be used with '--format json'");
        const { watchCommand } = await import('../watch-command.js');
        finish(await watchCommand(options, io));
        return;
      }
      if (projects !== undefined) {
        if (options.rename !== undefined) refuseProjects(projects, 'rename', command);
        const { generateProjects } = await import('../projects/generate-projects.js');
        finish(await generateProjects(projects, options, io));
        return;
      }
      const { generateCommand } = await import('../generate-command.js');
      finish(await generateCommand(options, io));
    });
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

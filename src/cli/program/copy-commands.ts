import type { Command } from 'commander';
import type { EjectCommandOptions, GenerateCommandOptions } from '../command-options.js';
import type { Io } from '../io.js';
import { projectsOf } from '../projects/selection.js';
import { workspaces } from './workspaces-option.js';

/** Adds the commands that copy into the project: schemas from the registry, templates from the package. */
export function addCopyCommands(program: Command, io: Io, finish: (exitCode: number) => void): void {
  program
    .command('pull')
    .addOption(workspaces())
    .description("copy the schemas of the config's subjects from the registry into the project")
    .option('--dry-run', 'query the registry and show the changes without writing them')
    .addHelpText('after', "\nExample:\n  $ npx gen-msk-consumer pull --topic 'orders*'\n")
    .action(async (_: unknown, command: Command) => {
      const { options, projects } = projectsOf(command, command.optsWithGlobals<GenerateCommandOptions>(), io);
      if (projects !== undefined) {
        const { pullProjects } = await import('../projects/pull-projects.js');
        finish(await pullProjects(projects, options, io));
        return;
      }
      const { pullCommand } = await import('../pull-command.js');
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
      const { ejectCommand } = await import('../eject-command.js');
      finish(await ejectCommand(templates, command.optsWithGlobals<EjectCommandOptions>(), io));
    });
}

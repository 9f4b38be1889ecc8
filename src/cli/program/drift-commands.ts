import { InvalidArgumentError, Option, type Command } from 'commander';
import type { CheckCommandOptions, DiffCommandOptions } from '../command-options.js';
import { formatsOf, parseReport, reportFormats } from '../formats.js';
import type { Io } from '../io.js';
import { projectsOf, refuseProjects } from '../projects/selection.js';
import { workspaces } from './workspaces-option.js';

/** Adds the commands that find drift, and what a schema change breaks. */
export function addDriftCommands(program: Command, io: Io, finish: (exitCode: number) => void): void {
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
        const { checkProjects } = await import('../projects/check-projects.js');
        finish(await checkProjects(projects, options, io));
        return;
      }
      const { checkCommand } = await import('../check-command.js');
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
        for (const flag of ['apply', 'usage'] as const)
          if (options[flag] === true) refuseProjects(projects, flag, command);
        const { diffProjects } = await import('../projects/diff-projects.js');
        finish(await diffProjects(projects, { ...options, range: revision }, io));
        return;
      }
      if (options.usage === true) {
        if (revision !== undefined) command.error(`error: a revision ('${revision}') cannot be combined with --usage`);
        const { usageCommand } = await import('../usage-command.js');
        finish(await usageCommand(options, io));
        return;
      }
      const { diffCommand } = await import('../diff-command.js');
      finish(await diffCommand(revision, options, io));
    });
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

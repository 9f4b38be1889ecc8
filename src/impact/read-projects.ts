import { posix } from 'node:path';
import { ts } from 'ts-morph';
import { typescriptMajor } from '../paths/typescript-major.js';
import { configsAbove } from './configs-above.js';

/** The files that one tsconfig.json is about, or all below the root where there is none. */
export interface UserProject {
  readonly files: readonly string[];
  readonly options: ts.CompilerOptions;
}

interface ReadProjects {
  readonly projects: readonly UserProject[];
  readonly remarks: readonly string[];
}

interface ReadProjectsInput {
  /** Absolute, with `/`, as are all paths here. */
  readonly root: string;
  /** The generated files: the tsconfig.json of their folders, and of those above up to the root, are read. */
  readonly generated: readonly string[];
  /** The one to read instead. */
  readonly tsconfig: string | undefined;
}

/** The user's TypeScript projects that may use generated files, the nearest first, with those that they refer to. */
export function readProjects({ root, generated, tsconfig }: ReadProjectsInput): ReadProjects {
  const above = (): string[] => configsAbove({ root, files: generated, exists: (path) => ts.sys.fileExists(path) });
  const configs = tsconfig === undefined ? above() : [tsconfig];
  const projects: UserProject[] = [];
  const remarks: string[] = [];
  for (const config of configs) {
    const parsed = ts.getParsedCommandLineOfConfigFile(config, undefined, {
      ...ts.sys,
      onUnRecoverableConfigFileDiagnostic: () => undefined,
    });
    const name = posix.relative(root, config);
    if (parsed === undefined) {
      remarks.push(`${name} cannot be read: its files were not searched`);
      continue;
    }
    const problem = parsed.errors.find(({ code }) => code !== NO_INPUTS);
    if (problem !== undefined) remarks.push(`${name}: ${ts.flattenDiagnosticMessageText(problem.messageText, ' ')}`);
    projects.push({ files: parsed.fileNames, options: settled(parsed.options, root) });
    for (const reference of parsed.projectReferences ?? []) {
      const referred = ts.resolveProjectReferencePath(reference);
      if (!configs.includes(referred)) configs.push(referred);
    }
  }
  if (projects.length > 0) return { projects, remarks };
  remarks.push('no tsconfig.json was found: all files in the root folder were searched');
  return { projects: [everything(root)], remarks };
}

/** The code of "No inputs were found": normal where a tsconfig.json only refers to others. */
const NO_INPUTS = 18003;

/** The user's options, with what TypeScript 6, which looks at the code here, understands in another way than 5 does. */
function settled(options: ts.CompilerOptions, root: string): ts.CompilerOptions {
  const old =
    (typescriptMajor(root) ?? LATEST) < 6 ? { strict: options.strict ?? false, types: options.types ?? ['*'] } : {};
  return { ...options, ...old, ignoreDeprecations: '6.0', noEmit: true, skipLibCheck: true, incremental: false };
}

/** The version of TypeScript that looks at the code here. */
const LATEST = 6;

function everything(root: string): UserProject {
  const extensions = ['.ts', '.tsx', '.mts', '.cts', '.js', '.mjs', '.cjs'];
  return {
    files: ts.sys.readDirectory(root, extensions, ['**/node_modules', '**/.*/'], undefined),
    options: {
      target: ts.ScriptTarget.ES2023,
      module: ts.ModuleKind.ESNext,
      moduleResolution: ts.ModuleResolutionKind.Bundler,
      types: ['*'],
      strict: true,
      allowJs: true,
      allowImportingTsExtensions: true,
      noEmit: true,
      skipLibCheck: true,
    },
  };
}

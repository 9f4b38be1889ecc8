import { posix } from 'node:path';
import { Project, ts } from 'ts-morph';

/** A file of the team's as a syntax tree; its checker knows what each name in it stands for, and nothing of other files. */
export interface ParsedFile {
  readonly text: string;
  readonly source: ts.SourceFile;
  /** All of its nodes, in their order. */
  readonly nodes: readonly ts.Node[];
  readonly checker: ts.TypeChecker;
  /** Undefined for a file that parses. */
  readonly syntaxError: SyntaxError | undefined;
}

export interface SyntaxError {
  readonly message: string;
  readonly start: number;
}

/** Parses a text without a byte order mark. */
export function parseUserFile(path: string, text: string): ParsedFile {
  const project = new Project({
    useInMemoryFileSystem: true,
    skipLoadingLibFiles: true,
    skipFileDependencyResolution: true,
    // Strict, so that `null` is a type of its own.
    compilerOptions: { noLib: true, noResolve: true, types: [], strict: true },
  });
  const source = project.createSourceFile(`/${posix.basename(path)}`, text).compilerNode;
  const program = project.getProgram().compilerObject;
  const [fault] = program.getSyntacticDiagnostics(source);
  return {
    text,
    source,
    nodes: nodesOf(source),
    checker: program.getTypeChecker(),
    syntaxError:
      fault === undefined
        ? undefined
        : { message: ts.flattenDiagnosticMessageText(fault.messageText, ' '), start: fault.start },
  };
}

/** The node and all below it, in the order of the file, comments left out. */
export function nodesOf(node: ts.Node): readonly ts.Node[] {
  const nodes: ts.Node[] = [];
  const visit = (each: ts.Node): void => {
    nodes.push(each);
    ts.forEachChild(each, visit);
  };
  visit(node);
  return nodes;
}

/** Where a node begins, both 1-based. */
export function placeOf({ source }: ParsedFile, start: number): { readonly line: number; readonly column: number } {
  const { line, character } = source.getLineAndCharacterOfPosition(start);
  return { line: line + 1, column: character + 1 };
}

/** An expression without what does not change its value: parentheses, casts, `!`. */
export function bare(expression: ts.Expression): ts.Expression {
  if (
    ts.isParenthesizedExpression(expression) ||
    ts.isAsExpression(expression) ||
    ts.isSatisfiesExpression(expression) ||
    ts.isNonNullExpression(expression) ||
    ts.isTypeAssertionExpression(expression)
  ) {
    return bare(expression.expression);
  }
  return expression;
}

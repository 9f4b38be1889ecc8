import { ts } from 'ts-morph';

/** Something that the compiler says of a file now and did not say before. */
export interface NewError {
  readonly file: ts.SourceFile;
  readonly start: number;
  readonly length: number;
  /** In one line. */
  readonly message: string;
}

interface NewErrorsInput {
  readonly before: ts.Program;
  readonly after: ts.Program;
  /** The files to look at: the same text in both. */
  readonly files: readonly ts.SourceFile[];
  /** Left out of messages that name a file. */
  readonly root: string;
}

/** The errors that come with a change of other files. */
export function newErrors({ before, after, files, root }: NewErrorsInput): readonly NewError[] {
  return files.flatMap((file) => {
    const now = errorsOf(after, file);
    if (now.length === 0) return [];
    const known = new Set(errorsOf(before, file).map(placeOf));
    return now
      .filter((error) => !known.has(placeOf(error)))
      .map(({ start, length, messageText }) => ({ file, start, length, message: inOneLine(messageText, root) }));
  });
}

type PlacedError = ts.Diagnostic & { readonly start: number; readonly length: number };

function errorsOf(program: ts.Program, { fileName }: ts.SourceFile): readonly PlacedError[] {
  const file = program.getSourceFile(fileName);
  if (file === undefined) return [];
  return program
    .getSemanticDiagnostics(file)
    .filter((one): one is PlacedError => one.category === ts.DiagnosticCategory.Error && one.start !== undefined);
}

function placeOf({ start, length, code }: PlacedError): string {
  return `${start} ${length} ${code}`;
}

function inOneLine(message: string | ts.DiagnosticMessageChain, root: string): string {
  return ts.flattenDiagnosticMessageText(message, ' ').replace(/\s+/g, ' ').replaceAll(`${root}/`, '');
}

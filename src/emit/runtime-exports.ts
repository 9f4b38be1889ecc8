import { exportStatements } from '../code/module-text.js';

/** What a generated module passes on of the runtime. */
export interface RuntimeExport {
  readonly module: string;
  readonly names: readonly string[];
  readonly typeOnly: boolean;
}

/** What a handler may need of the runtime: a topic's consumer and the index pass it on. */
export const HANDLER_EXPORTS: readonly RuntimeExport[] = [
  { module: 'errors', names: ['DecodeError', 'NotHandledError', 'UnknownSchemaError'], typeOnly: false },
  { module: 'kafka/record-error', names: ['BatchError', 'RecordError'], typeOnly: false },
];

/** The statements that pass them on; `runtime` is the way to the runtime's folder. */
export function runtimeExports(exports: readonly RuntimeExport[], runtime: string, extension: string): string {
  return exportStatements(
    exports.flatMap(({ module, names, typeOnly }) =>
      names.map((name) => ({ module: `${runtime}${module}`, name, as: name, typeOnly })),
    ),
    extension,
  );
}

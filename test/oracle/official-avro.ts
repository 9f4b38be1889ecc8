import { spawn, spawnSync, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { describe } from 'vitest';

import type { CanonicalValue } from './canonical-value.js';
import type { Outcome } from './outcome.js';

/** Debian's own Python, which finds the packages that apt installs. */
export const PYTHON = process.env.OFFICIAL_AVRO_PYTHON ?? '/usr/bin/python3';
const SCRIPT = fileURLToPath(new URL('official_avro.py', import.meta.url));

/** Why Apache Avro's Python implementation cannot be asked here; undefined when it can. */
export const officialAvroMissing: string | undefined = whyMissing();

/**
 * `describe` for tests that ask Apache Avro. Where it is not installed they are reported as skipped, and the reason is
 * printed; in CI they run all the same, and fail.
 */
export function describeWithOfficialAvro(name: string, tests: (avro: OfficialAvro) => void): void {
  if (officialAvroMissing === undefined || process.env.CI !== undefined) {
    describe(name, () => tests(new OfficialAvro()));
  } else {
    console.warn(`${name}: ${officialAvroMissing}`);
    describe.skip(`${name} (${officialAvroMissing})`, () => tests(new OfficialAvro()));
  }
}

interface Waiting {
  readonly resolve: (answer: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** Apache Avro's Python implementation in a child process, which starts with the first question and ends with `close`. */
export class OfficialAvro {
  private child: ChildProcessWithoutNullStreams | undefined;
  private readonly waiting: Waiting[] = [];
  private complaints = '';

  /** The version of the `avro` package. */
  version(): Promise<Outcome<string>> {
    return this.ask({ op: 'version' });
  }

  /** The name of the schema's type, if the schema is accepted. */
  parse(schema: string): Promise<Outcome<string>> {
    return this.ask({ op: 'parse', schema });
  }

  /** Parsing Canonical Form. */
  canonicalForm(schema: string): Promise<Outcome<string>> {
    return this.ask({ op: 'canonicalForm', schema });
  }

  /** The value at the start of `bytes`, and how many bytes are left after it. */
  decode(request: {
    readonly writer: string;
    readonly reader?: string;
    readonly bytes: Uint8Array;
  }): Promise<Outcome<{ readonly value: CanonicalValue; readonly rest: number }>> {
    const { writer, reader, bytes } = request;
    return this.ask({ op: 'decode', writer, reader, hex: Buffer.from(bytes).toString('hex') });
  }

  /** The encoded value, in hexadecimal. */
  encode(request: { readonly schema: string; readonly value: CanonicalValue }): Promise<Outcome<string>> {
    return this.ask({ op: 'encode', ...request });
  }

  /** The schema and the values of an object container file. */
  readFile(path: string): Promise<Outcome<{ readonly schema: string; readonly values: readonly CanonicalValue[] }>> {
    return this.ask({ op: 'readFile', path });
  }

  /** Ends the process. */
  close(): void {
    this.child?.stdin.end();
    this.child = undefined;
  }

  private ask<T>(request: object): Promise<Outcome<T>> {
    if (officialAvroMissing !== undefined) return Promise.reject(new Error(officialAvroMissing));
    const child = (this.child ??= this.start());
    child.stdin.write(`${JSON.stringify(request)}\n`);
    // The script answers each request in the form that official_avro.py documents for it.
    return new Promise((resolve, reject) => this.waiting.push({ resolve: resolve as Waiting['resolve'], reject }));
  }

  private start(): ChildProcessWithoutNullStreams {
    const child = spawn(PYTHON, [SCRIPT], { env: { ...process.env, PYTHONUTF8: '1' } });
    createInterface({ input: child.stdout }).on('line', (line) => this.answer(line));
    child.stderr.on('data', (chunk: Buffer) => (this.complaints += chunk.toString()));
    child.on('close', () => {
      for (const { reject } of this.waiting.splice(0))
        reject(new Error(`official_avro.py ended early: ${this.complaints}`));
    });
    return child;
  }

  private answer(line: string): void {
    // One answer per request, in order: { ok } or { error: { type, message } }.
    const answer = JSON.parse(line) as { ok: unknown } | { error: { type: string; message: string } };
    const outcome = 'ok' in answer ? answer : { error: `${answer.error.type}: ${answer.error.message}` };
    this.waiting.shift()?.resolve(outcome);
  }
}

function whyMissing(): string | undefined {
  const { status } = spawnSync(PYTHON, ['-c', 'import avro.datafile, snappy, zstandard']);
  if (status === 0) return undefined;
  return `not run: ${PYTHON} does not find Apache Avro; install Debian's python3-avro, python3-snappy and python3-zstandard`;
}

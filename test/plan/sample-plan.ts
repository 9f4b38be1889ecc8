import { sealOfJson, withHeader, type HeaderParts } from '../../src/plan/header.js';
import type { OutputFile, OutputPlan } from '../../src/plan/output-file.js';

export function toolFile(path: string, body: string, parts: HeaderParts = {}): OutputFile {
  return { path, owner: 'tool', content: withHeader(body, ['schemas/a.avsc'], parts) };
}

/** The files of one topic, with `body` somewhere in each. */
export function topicFiles(topic: string, body = 'one'): readonly OutputFile[] {
  const folder = `out/${topic}`;
  const event = `{ "body": "${body}" }\n`;
  const seal = { 'event.json': [sealOfJson(event) ?? ''] };
  return [
    toolFile(`${folder}/types.ts`, `export type Value = '${body}';\n`),
    toolFile(`${folder}/consumer.ts`, `export const consume = '${body}';\n`, { seal }),
    { path: `${folder}/event.json`, owner: 'tool-headerless', content: event },
    { path: `${folder}/handler.ts`, owner: 'user', content: `import { consume } from './consumer.js';\n` },
    { path: `${folder}/handler.test.ts`, owner: 'user', content: `import './handler.js';\nimport "./consumer.js";\n` },
  ];
}

export function planOf(...files: readonly OutputFile[]): OutputPlan {
  return { files, folders: ['out'], partial: false };
}

/** The plan as it is on the disk after a run. */
export function contentsOf({ files }: OutputPlan): Readonly<Record<string, string>> {
  return Object.fromEntries(files.map(({ path, content }) => [path, content]));
}

export const thisProcess = { id: 7, isRunning: (id: number) => id === 7 || id === 8 };

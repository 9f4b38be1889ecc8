import { ts } from 'ts-morph';
import { insertCases } from './case-layout.js';
import { errorImport, type ErrorImport } from './error-import.js';
import { inQuotes, type FileStyle } from './file-style.js';
import { linesToPaste } from './lines-to-paste.js';
import { placeOf, type ParsedFile } from './parse-user-file.js';
import type { ParsedHandler } from './parsed-handler.js';
import { renamedTypes } from './renamed-types.js';
import type { Edit } from './splice.js';
import { typeMentions, type TypeMentions } from './type-mentions.js';
import { knownValues, type UnionSwitch } from './union-switch.js';
import type { HandlerBranch, HandlerBranches, MergeRemark } from './user-file.js';

export interface CaseEdits {
  readonly edits: readonly Edit[];
  readonly remarks: readonly MergeRemark[];
  /** The types that the edits add a case for. */
  readonly added: readonly HandlerBranch[];
}

/** What gives each type of record its case in the handler's switches. */
export function caseEdits(handler: ParsedHandler, branches: HandlerBranches): CaseEdits {
  const said = typeMentions(branches, handler);
  const renamed = renamedTypes(handler, branches, said);
  const { edits, remarks, added } = addedCases(handler, branches, said);
  return { edits: [...renamed, ...edits], remarks: [...remarks, ...goneCases(handler, branches, said)], added };
}

/** Cases for types that have none: only in a switch that means to name them all. */
function addedCases(handler: ParsedHandler, branches: HandlerBranches, said: TypeMentions): CaseEdits {
  const { parsed, style, file, mentions, index } = handler;
  const compared = new Set(said.comparisons.map(({ value }) => value));
  const fresh = branches.branches.filter(
    ({ isNew, value, formerly }) => isNew !== false && formerly === undefined && !compared.has(value),
  );
  const error = errorImport(file, branches.errors, mentions, parsed, index, style);
  const edits: Edit[] = [];
  const taken = new Set<HandlerBranch>();
  for (const found of said.switches) {
    const { node, cases, isInner } = found;
    if (isInner || error === undefined || objectionTo(found, branches, said) !== undefined) continue;
    const fitting = fresh.filter(({ value }) => !cases.some((known) => known.value === value));
    if (fitting.length === 0) continue;
    for (const branch of fitting) taken.add(branch);
    const added = fitting.map((branch) => newCase(branch, error, style));
    const names = added.map(({ literal }) => literal).join(', ');
    edits.push({
      summary: `added ${added.length === 1 ? 'a case' : 'cases'} for ${names}`,
      splices: [insertCases(node, added, parsed, style)],
    });
  }
  if (edits.length > 0 && error?.splice !== undefined) {
    edits.push({ summary: 'imported NotHandledError', splices: [error.splice] });
  }
  const refused = fresh.filter(
    (branch) => branch.isNew === true && !taken.has(branch) && !isMentioned(branch, said, parsed),
  );
  const remarks = refused.length === 0 ? [] : [refusal(handler, branches, refused, said)];
  return { edits, remarks, added: [...taken] };
}

/** Whether a case, a key of a map or, where there is no switch at all, any literal is the type's. */
function isMentioned({ value }: HandlerBranch, { switches, keys }: TypeMentions, { nodes }: ParsedFile): boolean {
  const named = [...switches.flatMap(({ cases }) => cases), ...keys];
  if (named.some((known) => known.value === value)) return true;
  if (switches.length > 0) return false;
  return nodes.some((node) => ts.isStringLiteralLike(node) && node.text === value);
}

/** Why a switch gets no cases; undefined for one that means to name all types. */
function objectionTo(
  { rest, cases }: UnionSwitch,
  { branches }: HandlerBranches,
  { comparisons }: TypeMentions,
): string | undefined {
  if (rest === 'handled') return 'the default of the switch handles it';
  const values = new Set([...cases, ...comparisons].map(({ value }) => value));
  if (cases.some(({ value }) => value === undefined)) return 'a case of the switch is computed at run time';
  const isComplete = branches.every(
    ({ isNew, value, formerly }) =>
      isNew === true || values.has(value) || (formerly !== undefined && values.has(formerly)),
  );
  return rest === 'refused' || isComplete ? undefined : 'the switch ignores record types without a case';
}

function newCase({ literal }: HandlerBranch, { name }: ErrorImport, { quote, semicolon }: FileStyle) {
  const quoted = inQuotes(literal, quote);
  return { literal: quoted, statement: `throw new ${name}(${quoted})${semicolon}` };
}

function refusal(
  handler: ParsedHandler,
  branches: HandlerBranches,
  refused: readonly HandlerBranch[],
  said: TypeMentions,
): MergeRemark {
  const { source } = handler.parsed;
  const names = refused.map(({ literal }) => literal).join(', ');
  const [first] = said.switches;
  const why =
    first === undefined
      ? 'the file has no switch over the record types'
      : (objectionTo(first, branches, said) ?? 'NotHandledError cannot be imported here');
  const at = first?.node ?? said.comparisons[0]?.expression ?? said.keys[0]?.expression ?? source.statements[0];
  return {
    kind: 'manual-edit-needed',
    message: `no case was added for ${names}: ${why}`,
    ...placeOf(handler.parsed, at?.getStart(source) ?? 0),
    paste: linesToPaste(handler, branches, refused, {
      tag: first === undefined ? said.comparisons[0]?.tag.getText(source) : undefined,
      isMap: first === undefined && said.keys.length > 0,
    }),
  };
}

/** Cases of types that the schema has no more: the team's code, so they stay. */
function goneCases(
  { parsed }: ParsedHandler,
  branches: HandlerBranches,
  { switches }: TypeMentions,
): readonly MergeRemark[] {
  const known = knownValues(branches);
  return switches.flatMap(({ cases }) =>
    cases.flatMap(({ value, expression }): MergeRemark[] => {
      if (value === undefined || known.has(value)) return [];
      const literal = expression.getText(parsed.source);
      const message = `the schema no longer has the record type ${literal}, so its case is unreachable`;
      return [{ kind: 'case-unreachable', message, ...placeOf(parsed, expression.getStart(parsed.source)) }];
    }),
  );
}

import { ts } from 'ts-morph';
import type { Use } from './find-uses.js';
import type { FieldImpact } from './impact.js';
import type { NewError } from './new-errors.js';
import { calledOn, flowsInto, givenValue, takenValue, variablesOf, writtenType } from './value-flow.js';

/** A use with what the compiler says of it, or a place that the compiler alone names. */
export interface Finding {
  readonly name: ts.Node;
  readonly expression: ts.Node;
  readonly change: FieldImpact | undefined;
  readonly error: string | undefined;
}

interface Known {
  readonly uses: readonly Use[];
  readonly checker: ts.TypeChecker;
}

/**
 * Puts errors to the uses that they come from: where the error is about the expression, or about what takes its value.
 * An error elsewhere is a finding of its own, with the change that caused it, if known.
 */
export function placeErrors(errors: readonly NewError[], known: Known): readonly Finding[] {
  const { uses } = known;
  const said = new Map<ts.Node, Set<string>>();
  const others = new Map<string, Finding>();
  for (const error of errors) {
    const node = nodeAt(error);
    const cause = useAt(node, uses);
    if (cause !== undefined) {
      // Uses of several alternatives' fields may be at one place: the compiler says it of all.
      said.set(cause.name, (said.get(cause.name) ?? new Set()).add(error.message));
      continue;
    }
    const place = `${error.file.fileName} ${error.start}`;
    const { error: before, ...other } = others.get(place) ?? otherFinding(node, known);
    others.set(place, { ...other, error: before === undefined ? error.message : `${before} ${error.message}` });
  }
  const found = uses.map((use) => {
    const messages = said.get(use.name);
    return { ...use, error: messages === undefined ? undefined : [...messages].join(' ') };
  });
  return [...found, ...others.values()];
}

/** The widest node that begins and ends where the error does or, if there is none, the smallest around it. */
function nodeAt({ file, start, length }: NewError): ts.Node {
  const find = (node: ts.Node): ts.Node => {
    if (node.getStart() === start && node.getEnd() === start + length && node !== file) return node;
    const inner = ts.forEachChild(node, (child) =>
      child.getStart() <= start && child.getEnd() >= start + length ? child : undefined,
    );
    return inner === undefined ? node : find(inner);
  };
  return find(file);
}

function useAt(node: ts.Node, uses: readonly Use[]): Use | undefined {
  const exact = uses.find(({ name, expression }) => node === name || node === expression);
  const taken = takenValue(node);
  const given = exact ?? uses.find(({ expression }) => flowsInto(expression, taken));
  return given ?? uses.find(({ name }) => isWithin(name, writtenType(node.parent)));
}

function otherFinding(node: ts.Node, known: Known): Finding {
  const { parent } = node;
  const source = sourceOf(takenValue(node), known) ?? sourceOf(calledOn(node), known) ?? switchedOver(node, known);
  const isArgument = ts.isCallOrNewExpression(parent) && parent.expression !== node;
  const isName = (ts.isPropertyAccessExpression(parent) || ts.isVariableDeclaration(parent)) && parent.name === node;
  const isReturned = ts.isFunctionLike(parent) && parent.type === node;
  const expression = isArgument || isName || isReturned ? parent : node;
  return { name: node, expression, change: source?.change, error: undefined };
}

/** The use that a value is worked out from, be it through variables. */
function sourceOf(value: ts.Node | undefined, { uses, checker }: Known, steps = 0): Use | undefined {
  if (value === undefined || steps > MOST_STEPS) return undefined;
  for (const variable of variablesOf(value, checker)) {
    const given = givenValue(variable);
    const found =
      uses.find(({ expression }) => expression === variable || (given !== undefined && flowsInto(expression, given))) ??
      sourceOf(given, { uses, checker }, steps + 1) ??
      uses.find(({ name }) => isWithin(name, writtenType(variable)));
    if (found !== undefined) return found;
  }
  return undefined;
}

/** A chain of more variables than this is followed no further. */
const MOST_STEPS = 8;

/** What is switched over where an error is about a `case`, or about a function that does not return in every case now. */
function switchedOver(node: ts.Node, known: Known): Use | undefined {
  const { parent } = node;
  if (ts.isCaseClause(parent)) return switchUse(parent.parent.parent, known);
  if (!ts.isFunctionLike(parent) || parent.type !== node || !('body' in parent) || parent.body === undefined) return;
  const visit = (inner: ts.Node): Use | undefined =>
    (ts.isSwitchStatement(inner) ? switchUse(inner, known) : undefined) ?? ts.forEachChild(inner, visit);
  return visit(parent.body);
}

function switchUse({ expression: value }: ts.SwitchStatement, known: Known): Use | undefined {
  return known.uses.find(({ expression }) => flowsInto(expression, value)) ?? sourceOf(value, known);
}

function isWithin(part: ts.Node, whole: ts.Node | undefined): boolean {
  if (part.getSourceFile() !== whole?.getSourceFile()) return false;
  return part.getStart() >= whole.getStart() && part.getEnd() <= whole.getEnd();
}

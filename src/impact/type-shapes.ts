import { ts } from 'ts-morph';
import { typeKey } from './type-key.js';

/** An exported interface or type alias, as far as a change of it can touch code that uses it. */
export interface TypeShape {
  readonly name: string;
  readonly declaration: ts.Node;
  /** An object goes by its name, and what changes are its fields; of any other type the whole is compared. */
  readonly isObject: boolean;
  readonly whole: ValueShape;
  /** By their path: `total`, or `box.width` and `boxes[].width` in objects that have no name. */
  readonly fields: ReadonlyMap<string, FieldShape>;
}

export interface ValueShape {
  /** The keys of its alternatives, null left out: the same for the same type. */
  readonly keys: readonly string[];
  readonly isNullable: boolean;
  /** As TypeScript, in one line. */
  readonly text: string;
  /** The same with what stands behind names of types that are no objects. */
  readonly fullText: string;
}

export interface FieldShape extends ValueShape {
  readonly name: string;
  readonly declaration: ts.Node;
  readonly isOptional: boolean;
}

/** The types that a generated file exports, by name. `renames`: what types that have a new name are called now. */
export function typeShapes(
  file: ts.SourceFile,
  checker: ts.TypeChecker,
  renames: ReadonlyMap<string, string>,
): ReadonlyMap<string, TypeShape> {
  const exported = file.statements.filter(isExportedType);
  return new Map(exported.map((declaration) => [declaration.name.text, shapeOf({ checker, renames }, declaration)]));
}

function isExportedType(statement: ts.Statement): statement is Declaration {
  if (!ts.isInterfaceDeclaration(statement) && !ts.isTypeAliasDeclaration(statement)) return false;
  return statement.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) === true;
}

type Declaration = ts.InterfaceDeclaration | ts.TypeAliasDeclaration;

interface Part {
  readonly path: string;
  readonly members: ts.NodeArray<ts.TypeElement>;
}

/** What the types of a program are called. */
interface TypeNames {
  readonly checker: ts.TypeChecker;
  readonly renames: ReadonlyMap<string, string>;
}

const PRINTER = ts.createPrinter({ removeComments: true });

function shapeOf(names: TypeNames, declaration: Declaration): TypeShape {
  const parts = ts.isInterfaceDeclaration(declaration)
    ? membersBelow('', declaration)
    : literalsOf(declaration.type).flatMap(({ path, node }) => membersBelow(path, node));
  const apart = new Set(parts.map(({ members }) => members[0]?.parent).filter((node) => node !== undefined));
  const fields = parts.flatMap(({ path, members }) =>
    members.filter(ts.isPropertySignature).flatMap((member) => {
      if (member.type === undefined) return [];
      const isOptional = member.questionToken !== undefined;
      const name = nameOf(member.name);
      const shape = { ...valueShape(names, member.type, apart), name, declaration: member, isOptional };
      return [[joined(path, name), shape] as const];
    }),
  );
  const name = declaration.name.text;
  const hasName = ts.isInterfaceDeclaration(declaration) || isObject(declaration.type);
  const whole = ts.isInterfaceDeclaration(declaration)
    ? { keys: [names.renames.get(name) ?? name], isNullable: false, text: name, fullText: name }
    : valueShape(names, declaration.type, apart);
  return { name, declaration, isObject: hasName, whole, fields: new Map(fields) };
}

function valueShape(names: TypeNames, node: ts.TypeNode, apart: ReadonlySet<ts.Node>): ValueShape {
  const type = names.checker.getTypeFromTypeNode(node);
  const members = type.isUnion() ? type.types : [type];
  const keys = members
    .filter(({ flags }) => (flags & ts.TypeFlags.Null) === 0)
    .map((member) => typeKey(member, { ...names, apart }));
  return {
    keys: [...new Set(keys)].sort(),
    isNullable: members.some(({ flags }) => (flags & ts.TypeFlags.Null) !== 0),
    text: textOf(node),
    fullText: fullText(names, node, new Set()),
  };
}

function isObject(node: ts.TypeNode): boolean {
  return ts.isTypeLiteralNode(node) || (ts.isIntersectionTypeNode(node) && literalsOf(node).length > 0);
}

function textOf(node: ts.Node): string {
  const text = PRINTER.printNode(ts.EmitHint.Unspecified, node, node.getSourceFile());
  return text.replace(/\s+/g, ' ').replace(/^\| /, '');
}

/** The text of a type with every alias in it replaced by what it stands for, unless that is an object. */
function fullText(names: TypeNames, node: ts.Node, open: ReadonlySet<ts.Node>): string {
  if (ts.isTypeReferenceNode(node) && node.typeArguments === undefined) {
    const alias = aliasOf(names, node);
    if (alias === undefined || open.has(alias)) return textOf(node);
    const text = fullText(names, alias.type, new Set([...open, alias]));
    return ts.isUnionTypeNode(alias.type) && ts.isArrayTypeNode(node.parent) ? `(${text})` : text;
  }
  if (ts.isUnionTypeNode(node)) return node.types.map((type) => fullText(names, type, open)).join(' | ');
  if (ts.isArrayTypeNode(node)) return `${fullText(names, node.elementType, open)}[]`;
  if (ts.isParenthesizedTypeNode(node)) return `(${fullText(names, node.type, open)})`;
  if (ts.isTypeReferenceNode(node) && node.typeArguments !== undefined) {
    return `${textOf(node.typeName)}<${node.typeArguments.map((type) => fullText(names, type, open)).join(', ')}>`;
  }
  return textOf(node);
}

function aliasOf(names: TypeNames, node: ts.TypeReferenceNode): ts.TypeAliasDeclaration | undefined {
  const declaration = names.checker.getSymbolAtLocation(node.typeName)?.declarations?.find(ts.isTypeAliasDeclaration);
  if (declaration === undefined || isObject(declaration.type)) return undefined;
  if (declaration.typeParameters !== undefined || isNamedObject(names, declaration.type)) return undefined;
  return declaration;
}

function isNamedObject(names: TypeNames, node: ts.TypeNode): boolean {
  return ts.isTypeReferenceNode(node) && names.checker.getTypeFromTypeNode(node).isClassOrInterface();
}

/** The properties of an object and, in objects that have no name, theirs. */
function membersBelow(path: string, node: ts.InterfaceDeclaration | ts.TypeLiteralNode): readonly Part[] {
  const own: Part[] = node.members.length === 0 ? [] : [{ path, members: node.members }];
  const inner = node.members.filter(ts.isPropertySignature).flatMap((member) => {
    if (member.type === undefined) return [];
    const start = joined(path, nameOf(member.name));
    return literalsOf(member.type).flatMap((found) => membersBelow(start + found.path, found.node));
  });
  return [...own, ...inner];
}

interface Literal {
  readonly path: string;
  readonly node: ts.TypeLiteralNode;
}

/** The objects without a name that a type surely holds: not one of several, which have the same path. */
function literalsOf(node: ts.TypeNode): readonly Literal[] {
  if (ts.isTypeLiteralNode(node)) return [{ path: '', node }];
  if (ts.isParenthesizedTypeNode(node) || ts.isTypeOperatorNode(node)) return literalsOf(node.type);
  if (ts.isIntersectionTypeNode(node)) return node.types.flatMap(literalsOf);
  if (ts.isArrayTypeNode(node)) return below('[]', node.elementType);
  if (ts.isUnionTypeNode(node)) {
    const [only, ...others] = node.types.filter((type) => !isNull(type));
    return only === undefined || others.length > 0 ? [] : literalsOf(only);
  }
  if (!ts.isTypeReferenceNode(node) || !ts.isIdentifier(node.typeName)) return [];
  const element = node.typeArguments?.at(-1);
  if (element === undefined) return [];
  if (/^(?:Readonly)?Array$/.test(node.typeName.text)) return below('[]', element);
  return node.typeName.text === 'Record' ? below('{}', element) : [];
}

function below(path: string, node: ts.TypeNode): readonly Literal[] {
  return literalsOf(node).map((literal) => ({ path: path + literal.path, node: literal.node }));
}

function isNull(node: ts.TypeNode): boolean {
  return ts.isLiteralTypeNode(node) && node.literal.kind === ts.SyntaxKind.NullKeyword;
}

function nameOf(name: ts.PropertyName): string {
  return ts.isComputedPropertyName(name) || ts.isBigIntLiteral(name) ? name.getText() : name.text;
}

function joined(path: string, name: string): string {
  return path === '' ? name : `${path}.${name}`;
}

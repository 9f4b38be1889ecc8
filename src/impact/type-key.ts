import { ts } from 'ts-morph';

interface TypeKeyInput {
  readonly checker: ts.TypeChecker;
  /** What types that have a new name are called now. */
  readonly renames: ReadonlyMap<string, string>;
  /** Type literals whose properties are compared one by one. */
  readonly apart: ReadonlySet<ts.Node>;
}

/**
 * A text that two types share if they are the same: objects that have a name go by it, everything else by its structure,
 * whatever it is called and in whatever order its alternatives stand.
 */
export function typeKey(type: ts.Type, input: TypeKeyInput): string {
  return typeKeys(input).key(type);
}

function typeKeys(input: TypeKeyInput) {
  /** The types that enclose the one in hand: an alias may hold itself. */
  const open: ts.Type[] = [];

  function key(type: ts.Type): string {
    if (open.includes(type)) return plain(type);
    open.push(type);
    const key = structure(type);
    open.pop();
    return key;
  }

  function structure(type: ts.Type): string {
    const { checker } = input;
    if (type.flags & ts.TypeFlags.Boolean) return 'boolean';
    if (type.isUnion()) return sorted(type.types).join(' | ');
    if (type.isIntersection() && type.aliasSymbol === undefined) return sorted(type.types).join(' & ');
    if ((type.flags & (ts.TypeFlags.Object | ts.TypeFlags.Intersection)) === 0) return plain(type);
    if (checker.isTupleType(type)) return tuple(type);
    const { aliasSymbol, aliasTypeArguments = [] } = type;
    if (aliasSymbol !== undefined) return named(aliasSymbol.name, aliasTypeArguments);
    if (!isAnonymous(type)) return named(type.symbol.name, argumentsOf(type));
    if (type.symbol.declarations?.some((declaration) => input.apart.has(declaration)) === true) return '{…}';
    if (type.getCallSignatures().length > 0 || type.getConstructSignatures().length > 0) return plain(type);
    return literal(type);
  }

  function literal(type: ts.Type): string {
    const { checker } = input;
    const properties = type.getProperties().map((property) => {
      const mark = (property.flags & ts.SymbolFlags.Optional) === 0 ? '' : '?';
      return `${JSON.stringify(property.name)}${mark}: ${key(checker.getTypeOfSymbol(property))}`;
    });
    const indexes = checker.getIndexInfosOfType(type).map((index) => `[${key(index.keyType)}]: ${key(index.type)}`);
    return `{ ${[...properties, ...indexes].sort().join('; ')} }`;
  }

  function tuple(type: ts.Type): string {
    // What the checker calls a tuple is a reference to a target that knows which elements are optional.
    const { elementFlags } = (type as ts.TupleTypeReference).target;
    const elements = argumentsOf(type).map((element, index) => `${elementFlags[index] ?? ''} ${key(element)}`);
    return `[${elements.join(', ')}]`;
  }

  function argumentsOf(type: ts.Type): readonly ts.Type[] {
    if (!('target' in type)) return [];
    // Only references have a target; the arguments of an interface are then its own, `this` left out.
    const all = input.checker.getTypeArguments(type as ts.TypeReference);
    return all.filter((argument) => !isThis(argument));
  }

  function named(name: string, parameters: readonly ts.Type[]): string {
    const now = input.renames.get(name) ?? name;
    return parameters.length === 0 ? now : `${now}<${parameters.map((type) => key(type)).join(', ')}>`;
  }

  function sorted(types: readonly ts.Type[]): readonly string[] {
    return [...new Set(types.map((type) => key(type)))].sort();
  }

  function plain(type: ts.Type): string {
    return input.checker.typeToString(type, undefined, ts.TypeFormatFlags.NoTruncation);
  }

  return { key };
}

function isAnonymous(type: ts.Type): boolean {
  // A type that the checker made up, as by mapping, has no symbol, whatever its declaration says.
  const { symbol } = type as { readonly symbol?: ts.Symbol };
  return symbol === undefined || symbol.name === '__type' || symbol.name === '__object';
}

function isThis(type: ts.Type): boolean {
  return (type.flags & ts.TypeFlags.TypeParameter) !== 0 && 'isThisType' in type && type.isThisType === true;
}

import { ts } from 'ts-morph';

export interface TypeKeyInput {
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
  return new TypeKeys(input).key(type);
}

class TypeKeys {
  private readonly input: TypeKeyInput;
  /** The types that enclose the one in hand: an alias may hold itself. */
  private readonly open: ts.Type[] = [];

  constructor(input: TypeKeyInput) {
    this.input = input;
  }

  key(type: ts.Type): string {
    if (this.open.includes(type)) return this.plain(type);
    this.open.push(type);
    const key = this.structure(type);
    this.open.pop();
    return key;
  }

  private structure(type: ts.Type): string {
    const { checker } = this.input;
    if (type.flags & ts.TypeFlags.Boolean) return 'boolean';
    if (type.isUnion()) return this.sorted(type.types).join(' | ');
    if (type.isIntersection() && type.aliasSymbol === undefined) return this.sorted(type.types).join(' & ');
    if ((type.flags & (ts.TypeFlags.Object | ts.TypeFlags.Intersection)) === 0) return this.plain(type);
    if (checker.isTupleType(type)) return this.tuple(type);
    const { aliasSymbol, aliasTypeArguments = [] } = type;
    if (aliasSymbol !== undefined) return this.named(aliasSymbol.name, aliasTypeArguments);
    if (!isAnonymous(type)) return this.named(type.symbol.name, this.arguments(type));
    if (type.symbol.declarations?.some((declaration) => this.input.apart.has(declaration)) === true) return '{…}';
    if (type.getCallSignatures().length > 0 || type.getConstructSignatures().length > 0) return this.plain(type);
    return this.literal(type);
  }

  private literal(type: ts.Type): string {
    const { checker } = this.input;
    const properties = type.getProperties().map((property) => {
      const mark = (property.flags & ts.SymbolFlags.Optional) === 0 ? '' : '?';
      return `${JSON.stringify(property.name)}${mark}: ${this.key(checker.getTypeOfSymbol(property))}`;
    });
    const indexes = checker
      .getIndexInfosOfType(type)
      .map((index) => `[${this.key(index.keyType)}]: ${this.key(index.type)}`);
    return `{ ${[...properties, ...indexes].sort().join('; ')} }`;
  }

  private tuple(type: ts.Type): string {
    // What the checker calls a tuple is a reference to a target that knows which elements are optional.
    const { elementFlags } = (type as ts.TupleTypeReference).target;
    const elements = this.arguments(type).map((element, index) => `${elementFlags[index] ?? ''} ${this.key(element)}`);
    return `[${elements.join(', ')}]`;
  }

  private arguments(type: ts.Type): readonly ts.Type[] {
    if (!('target' in type)) return [];
    // Only references have a target; the arguments of an interface are then its own, `this` left out.
    const all = this.input.checker.getTypeArguments(type as ts.TypeReference);
    return all.filter((argument) => !isThis(argument));
  }

  private named(name: string, parameters: readonly ts.Type[]): string {
    const now = this.input.renames.get(name) ?? name;
    return parameters.length === 0 ? now : `${now}<${parameters.map((type) => this.key(type)).join(', ')}>`;
  }

  private sorted(types: readonly ts.Type[]): readonly string[] {
    return [...new Set(types.map((type) => this.key(type)))].sort();
  }

  private plain(type: ts.Type): string {
    return this.input.checker.typeToString(type, undefined, ts.TypeFormatFlags.NoTruncation);
  }
}

function isAnonymous(type: ts.Type): boolean {
  // A type that the checker made up, as by mapping, has no symbol, whatever its declaration says.
  const { symbol } = type as { readonly symbol?: ts.Symbol };
  return symbol === undefined || symbol.name === '__type' || symbol.name === '__object';
}

function isThis(type: ts.Type): boolean {
  return (type.flags & ts.TypeFlags.TypeParameter) !== 0 && 'isThisType' in type && type.isThisType === true;
}

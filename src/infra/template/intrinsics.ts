import { entryOf, itemsOf, joined, textOf, unknown, type Place, type TemplateNode } from './node.js';

/** What a template declares. */
export interface DeclaredNames {
  /** The types of resources, by their logical ids. */
  readonly resources: ReadonlyMap<string, string>;
  /** The defaults of parameters. */
  readonly defaults: ReadonlyMap<string, string>;
}

/**
 * A node in which the functions of CloudFormation are resolved as far as the template alone allows: references to other
 * resources, and texts with some parts unknown. Parameters are unknown, whatever their default.
 */
export function resolveIntrinsics(node: TemplateNode, names: DeclaredNames): TemplateNode {
  switch (node.kind) {
    case 'list':
      return { ...node, items: withoutAbsent(node.items.map((item) => resolveIntrinsics(item, names))) };
    case 'map': {
      const [only] = node.entries;
      if (node.entries.size === 1 && only !== undefined && /^(?:Ref|Condition|Fn::\w+)$/.test(only[0]))
        return callOf(only[0], only[1], node.at, names);
      const entries = [...node.entries].map(([key, value]) => [key, resolveIntrinsics(value, names)] as const);
      return { ...node, entries: new Map(entries.filter(([, value]) => !isAbsent(value))) };
    }
    default:
      return node;
  }
}

const NO_VALUE = 'AWS::NoValue';

/** `!Ref AWS::NoValue` stands for nothing. */
function isAbsent(node: TemplateNode): boolean {
  return node.kind === 'unknown' && node.text === `!Ref ${NO_VALUE}`;
}

function withoutAbsent(items: readonly TemplateNode[]): readonly TemplateNode[] {
  return items.filter((item) => !isAbsent(item));
}

function callOf(name: string, given: TemplateNode, at: Place | undefined, names: DeclaredNames): TemplateNode {
  const argument = resolveIntrinsics(given, names);
  switch (name) {
    case 'Ref':
      return reference(textOf(argument) ?? '', at, names);
    case 'Fn::GetAtt': {
      const path =
        argument.kind === 'list'
          ? argument.items.map((item) => textOf(item) ?? '').join('.')
          : (textOf(argument) ?? '');
      return reference(path, at, names);
    }
    case 'Fn::Sub':
      return substituted(argument, at, names);
    case 'Fn::Join': {
      const [separator, list] = itemsOf(argument);
      if (list?.kind !== 'list') break;
      const between = textOf(separator) ?? '';
      return joined(
        list.items.flatMap((item, index) => (index === 0 || between === '' ? [item] : [between, item])),
        at,
      );
    }
    case 'Fn::ToJsonString':
      return argument;
    case 'Fn::If': {
      const [condition, ...alternatives] = itemsOf(argument);
      return { kind: 'unknown', text: `!If ${textOf(condition) ?? ''}`.trim(), alternatives, at };
    }
  }
  const text = textOf(argument) ?? textOf(itemsOf(argument)[0]) ?? '';
  return unknown(`!${name.replace('Fn::', '')} ${text}`.trim(), at);
}

/** `Orders` or `Orders.Arn`. */
function reference(path: string, at: Place | undefined, names: DeclaredNames): TemplateNode {
  const [name = '', ...rest] = path.split('.');
  const type = names.resources.get(name);
  if (type === undefined) {
    const byDefault = rest.length === 0 ? names.defaults.get(path) : undefined;
    const text = rest.length === 0 ? `!Ref ${path}` : `!GetAtt ${path}`;
    return { kind: 'unknown', text, ...(byDefault === undefined ? {} : { byDefault }), at };
  }
  return { kind: 'reference', resource: name, type, attribute: rest.length === 0 ? undefined : rest.join('.'), at };
}

function substituted(argument: TemplateNode, at: Place | undefined, names: DeclaredNames): TemplateNode {
  const [first, variables] = argument.kind === 'list' ? argument.items : [argument];
  const template = textOf(first);
  if (template === undefined) return unknown('!Sub', at);
  const parts = template.split(/(\$\{[^}]*\})/).map((part): string | TemplateNode => {
    const name = /^\$\{([^!}][^}]*)\}$/.exec(part)?.[1];
    if (name === undefined) return part.replace('${!', '${');
    return entryOf(variables, name) ?? reference(name, at, names);
  });
  return joined(parts, at);
}

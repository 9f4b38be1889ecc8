import type { Document, Node } from 'yaml';
import type { Stack } from '../stack.js';
import { isExpression, isList, type Expression, type Value, type ValueMap } from '../value.js';
import { samTemplate } from './sam.js';
import { resourceEntry, templateHead } from './template-parts.js';

type Yaml = typeof import('yaml');

/** The stack as a CloudFormation template, or as one for SAM, in YAML with short tags. */
export async function printCloudFormation(stack: Stack, tool: 'cloudformation' | 'sam'): Promise<string> {
  const yaml = await import('yaml');
  const template = tool === 'sam' ? samTemplate(stack) : cloudFormationTemplate(stack);
  // With the schema of YAML 1.1, which CloudFormation reads, texts such as dates and "on" are quoted.
  const document = new yaml.Document(null, { version: '1.1' });
  document.contents = document.createNode(nodeOf(template, { yaml, document }));
  separateEntries(document, yaml);
  return document.toString({ directives: false, lineWidth: 0, singleQuote: true, flowCollectionPadding: false });
}

function cloudFormationTemplate(stack: Stack): ValueMap {
  const resources = stack.resources.map((resource) => [resource.id, resourceEntry(resource)]);
  return { ...templateHead(stack), Resources: Object.fromEntries(resources) as ValueMap };
}

interface Printer {
  readonly yaml: Yaml;
  readonly document: Document;
}

function nodeOf(value: Value, printer: Printer): Node {
  const { yaml, document } = printer;
  if (typeof value !== 'object' || value === null) return document.createNode(value);
  if (isList(value)) {
    const list = new yaml.YAMLSeq();
    for (const item of value) list.add(nodeOf(item, printer));
    return list;
  }
  if (isExpression(value)) return expressionNode(value, printer);
  const map = new yaml.YAMLMap();
  for (const [key, entry] of Object.entries(value))
    map.add(new yaml.Pair(document.createNode(key), nodeOf(entry, printer)));
  return map;
}

function expressionNode(value: Expression, printer: Printer): Node {
  switch (value.$) {
    case 'parameter':
      return tagged('!Ref', value.name, printer);
    case 'pseudo':
      return tagged('!Ref', `AWS::${value.name}`, printer);
    case 'attribute':
      return value.name === 'Ref'
        ? tagged('!Ref', value.resource, printer)
        : tagged('!GetAtt', `${value.resource}.${value.name}`, printer);
    case 'json':
      return printer.document.createNode(JSON.stringify(value.value));
    case 'replaced':
      return joined(value, printer);
    case 'text':
      return substituted(value.parts, printer);
  }
}

function tagged(tag: string, value: Value, printer: Printer): Node {
  const node = nodeOf(value, printer);
  node.tag = tag;
  return node;
}

/** `!Join [to, !Split [from, …]]` */
function joined({ in: value, from, to }: Extract<Expression, { $: 'replaced' }>, printer: Printer): Node {
  const split = new printer.yaml.YAMLSeq();
  split.items = [quoted(from, printer), nodeOf(value, printer)];
  split.tag = '!Split';
  split.flow = true;
  const join = new printer.yaml.YAMLSeq();
  join.items = [quoted(to, printer), split];
  join.tag = '!Join';
  join.flow = true;
  return join;
}

/** Within brackets, the parsers of CloudFormation and Python do not take a plain text that begins with a colon. */
function quoted(text: string, { yaml }: Printer): Node {
  const node = new yaml.Scalar(text);
  node.type = 'QUOTE_SINGLE';
  return node;
}

/** `!Sub` with names for the parts that it has no notation for. */
function substituted(parts: readonly Value[], printer: Printer): Node {
  const variables = new printer.yaml.YAMLMap();
  const template = parts.map((part) => {
    if (typeof part !== 'object' || part === null) return String(part).replaceAll('${', '${!');
    if (isExpression(part) && part.$ === 'parameter') return `\${${part.name}}`;
    if (isExpression(part) && part.$ === 'pseudo') return `\${AWS::${part.name}}`;
    if (isExpression(part) && part.$ === 'attribute')
      return part.name === 'Ref' ? `\${${part.resource}}` : `\${${part.resource}.${part.name}}`;
    const name = variables.items.length === 0 ? 'Prefix' : `Part${variables.items.length + 1}`;
    variables.add(new printer.yaml.Pair(printer.document.createNode(name), nodeOf(part, printer)));
    return `\${${name}}`;
  });
  const text = template.join('');
  if (variables.items.length === 0) return tagged('!Sub', text, printer);
  const list = new printer.yaml.YAMLSeq();
  list.items = [nodeOf(text, printer), variables];
  list.tag = '!Sub';
  return list;
}

/** Blank lines between sections, and between resources. */
function separateEntries({ contents }: Document, { isMap, isScalar }: Yaml): void {
  if (!isMap(contents)) return;
  for (const { key, value } of contents.items) {
    if (!isScalar(key) || !isMap(value)) continue;
    key.spaceBefore = true;
    if (key.value === 'Resources')
      for (const { key: id } of value.items.slice(1)) if (isScalar(id)) id.spaceBefore = true;
  }
}

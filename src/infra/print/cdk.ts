import { lowerFirst } from '../../code/identifiers.js';
import { call, list, object, property } from '../../code/expressions.js';
import { docComment, stringLiteral } from '../../code/source-text.js';
import { printLayout } from '../../code/print-layout.js';
import { code, type Layout } from '../../code/text-layout.js';
import { scalarLiteral } from '../../code/value-literal.js';
import type { Resource, ResourceType, Stack } from '../stack.js';
import { expressionsIn, isExpression, isList, type Expression, type Value, type ValueMap } from '../value.js';

/** The classes of `aws-cdk-lib` that make the resources: each has the properties of CloudFormation. */
const classes: Readonly<Record<ResourceType, readonly [module: string, alias: string, name: string]>> = {
  'AWS::CloudWatch::Alarm': ['aws_cloudwatch', 'cloudwatch', 'CfnAlarm'],
  'AWS::DynamoDB::Table': ['aws_dynamodb', 'dynamodb', 'CfnTable'],
  'AWS::IAM::Role': ['aws_iam', 'iam', 'CfnRole'],
  'AWS::Lambda::EventSourceMapping': ['aws_lambda', 'lambda', 'CfnEventSourceMapping'],
  'AWS::Lambda::Function': ['aws_lambda', 'lambda', 'CfnFunction'],
  'AWS::Pipes::Pipe': ['aws_pipes', 'pipes', 'CfnPipe'],
};

/** The stack as a construct of CDK, which a team's own stack creates. */
export function printCdk(stack: Stack): string {
  const { parameters } = stack;
  const used = new Set(
    stack.resources.flatMap(({ properties }) =>
      expressionsIn(properties).flatMap((one) => (one.$ === 'attribute' ? [one.resource] : [])),
    ),
  );
  const body = inOrder(stack.resources).map((resource) => statement(resource, isNamed(resource, used)));
  const functions = stack.resources.filter(({ type }) => type === 'AWS::Lambda::Function');
  const props = parameters.map(
    ({ name, description }) => `  ${docComment([description], 1)}  readonly ${lowerFirst(name)}: string;\n`,
  );
  const text = body.join('\n');
  return [
    imports(stack, text),
    ...(parameters.length === 0 ? [] : [`export interface ConsumersProps {\n${props.join('')}}\n`]),
    '/** The functions that consume Kafka topics, with their roles, event source mappings and alarms. */\n' +
      'export class Consumers extends Construct {\n' +
      functions.map(({ id }) => `  readonly ${lowerFirst(id)}: lambda.CfnFunction;\n`).join('') +
      (functions.length === 0 ? '' : '\n') +
      `  constructor(scope: Construct, id: string${parameters.length === 0 ? '' : ', props: ConsumersProps'}) {\n` +
      `    super(scope, id);\n\n${text}` +
      functions.map(({ id }) => `    this.${lowerFirst(id)} = ${lowerFirst(id)};\n`).join('') +
      '  }\n}\n',
  ].join('\n');
}

function imports({ resources }: Stack, text: string): string {
  const modules = new Map(resources.map(({ type }) => [classes[type][0], classes[type][1]]));
  const names = [
    ...(/\bAws\./.test(text) ? ['Aws'] : []),
    ...[...modules].sort(([a], [b]) => (a < b ? -1 : 1)).map(([module, alias]) => `${module} as ${alias}`),
    ...(/\bassets\./.test(text) ? ['aws_s3_assets as assets'] : []),
    ...(/\bFn\./.test(text) ? ['Fn'] : []),
  ];
  const flat = `import { ${names.join(', ')} } from 'aws-cdk-lib';`;
  const statement =
    flat.length <= 100 ? flat : `import {\n${names.map((name) => `  ${name},\n`).join('')}} from 'aws-cdk-lib';`;
  return `${statement}\nimport { Construct } from 'constructs';\n`;
}

/** Resources after those that they refer to: code has to create them first. */
function inOrder(resources: readonly Resource[]): readonly Resource[] {
  const isTable = ({ type }: Resource): boolean => type === 'AWS::DynamoDB::Table';
  return [...resources.filter(isTable), ...resources.filter((resource) => !isTable(resource))];
}

/** Where a constructor's body stands. */
const DEPTH = 2;

/** Whether other code refers to the resource: functions are properties of the construct. */
function isNamed({ id, type }: Resource, used: ReadonlySet<string>): boolean {
  return used.has(id) || type === 'AWS::Lambda::Function';
}

function statement({ id, type, properties }: Resource, hasName: boolean): string {
  const [, alias, name] = classes[type];
  const variable = lowerFirst(id);
  const localCode = properties['Code'];
  const isLocal = typeof localCode === 'string';
  const asset = isLocal
    ? [
        code`const ${variable}Code = new assets.Asset(this, ${stringLiteral(`${id}Code`)}, { path: ${stringLiteral(localCode)} });`,
      ]
    : [];
  const given: ValueMap = isLocal ? { ...properties, Code: { S3Bucket: ASSET, S3Key: ASSET } } : properties;
  const entries = Object.entries(given).map(([key, value]) =>
    property(camelCase(key), isLocal && key === 'Code' ? assetCode(variable) : propertyValue(key, value)),
  );
  const created = call(`new ${alias}.${name}`, 'this', stringLiteral(id), object(entries));
  const layouts: readonly Layout[] = [...asset, hasName ? code`const ${variable} = ${created};` : code`${created};`];
  return layouts.map((layout) => `${indented(printLayout(layout, 100 - 2 * DEPTH))}\n`).join('');
}

const ASSET = '';

function assetCode(variable: string): Layout {
  const asset = `${variable}Code`;
  return object([property('s3Bucket', `${asset}.s3BucketName`), property('s3Key', `${asset}.s3ObjectKey`)]);
}

function indented(text: string): string {
  return text.replaceAll(/^(?=.)/gm, '  '.repeat(DEPTH));
}

/** Properties whose content CDK takes as it is. */
const VERBATIM: ReadonlySet<string> = new Set(['AssumeRolePolicyDocument', 'PolicyDocument', 'Variables']);

function propertyValue(name: string, value: Value): Layout {
  return valueLayout(value, VERBATIM.has(name));
}

function valueLayout(value: Value, isVerbatim: boolean): Layout {
  if (typeof value !== 'object' || value === null) return scalarLiteral(value);
  if (isList(value)) return list(value.map((item) => valueLayout(item, isVerbatim)));
  if (isExpression(value)) return expressionLayout(value);
  return object(
    Object.entries(value).map(([name, entry]) =>
      property(isVerbatim ? name : camelCase(name), isVerbatim ? valueLayout(entry, true) : propertyValue(name, entry)),
    ),
  );
}

function expressionLayout(value: Expression): Layout {
  switch (value.$) {
    case 'parameter':
      return `props.${lowerFirst(value.name)}`;
    case 'pseudo':
      return `Aws.${snakeUpper(value.name)}`;
    case 'attribute':
      return `${lowerFirst(value.resource)}.${value.name === 'Ref' ? 'ref' : 'attrArn'}`;
    case 'json':
      return call('JSON.stringify', valueLayout(value.value, true));
    case 'replaced':
      return call(
        'Fn.join',
        stringLiteral(value.to),
        call('Fn.split', stringLiteral(value.from), valueLayout(value.in, true)),
      );
    case 'text':
      return templateLayout(value.parts);
  }
}

function templateLayout(parts: readonly Value[]): Layout {
  const texts = parts.map((part): Layout => {
    if (typeof part !== 'object' || part === null) return String(part).replaceAll(/[\\`]|\$(?=\{)/g, '\\$&');
    return code`\${${printLayout(valueLayout(part, true), Infinity)}}`;
  });
  return ['`', ...texts, '`'];
}

/** `AccountId` → `ACCOUNT_ID` */
function snakeUpper(name: string): string {
  return name.replaceAll(/([a-z])([A-Z])/g, '$1_$2').toUpperCase();
}

/** As CDK calls a property of CloudFormation: `SchemaRegistryURI` → `schemaRegistryUri`. */
function camelCase(name: string): string {
  return lowerFirst(name).replaceAll(
    /([A-Z])([A-Z]+)(?![a-z])/g,
    (_, first: string, rest: string) => first + rest.toLowerCase(),
  );
}

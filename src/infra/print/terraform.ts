import type { Resource, Stack } from '../stack.js';
import { isList, isMap, stringIn, type Value, type ValueMap } from '../value.js';
import { attribute, block, expression, hclText, quoted, type HclBlock, type HclEntry, type HclValue } from './hcl.js';
import { hclExpression, resourceName, type HclNames } from './hcl-expression.js';
import { dependencies, mappingBlock } from './terraform-mapping.js';
import { snakeCase, terraformNames } from './terraform-names.js';

/** The stack in HCL, for Terraform and OpenTofu. */
export function printTerraform(stack: Stack): string {
  const names: HclNames = { stack, data: new Set() };
  const resources = stack.resources.flatMap((resource) => resourceBlocks(resource, names));
  const hasCloudControl = resources.some(({ labels }) => labels[0]?.startsWith('awscc_'));
  const hasArchive = resources.some(({ labels }) => labels[0] === 'archive_file');
  return hclText([
    providers({ awscc: hasCloudControl, archive: hasArchive }),
    ...stack.parameters.map(({ name, description }) =>
      block(
        'variable',
        [snakeCase(name)],
        [attribute('description', text(description)), attribute('type', expression('string'))],
      ),
    ),
    ...[...names.data].sort().map((name) => block('data', [name, 'current'], [])),
    ...resources,
  ]);
}

type HclBody = readonly HclEntry[];

function text(value: string): HclValue {
  return expression(quoted(value));
}

function providers(others: { readonly awscc: boolean; readonly archive: boolean }): HclBlock {
  const provider = (name: string, source: string, version: string): HclEntry =>
    attribute(name, {
      kind: 'object',
      entries: [
        ['source', text(source)],
        ['version', text(version)],
      ],
    });
  return block(
    'terraform',
    [],
    [
      block(
        'required_providers',
        [],
        [
          ...(others.archive ? [provider('archive', 'hashicorp/archive', '>= 2.0')] : []),
          provider('aws', 'hashicorp/aws', '>= 6.28'),
          ...(others.awscc ? [provider('awscc', 'hashicorp/awscc', '>= 1.93')] : []),
        ],
      ),
    ],
  );
}

function resourceBlocks(resource: Resource, names: HclNames): readonly HclBlock[] {
  const { type, properties } = resource;
  const name = resourceName(resource.id);
  switch (type) {
    case 'AWS::IAM::Role':
      return roleBlocks(resource, names);
    case 'AWS::Lambda::Function':
      return functionBlocks(resource, names);
    case 'AWS::Lambda::EventSourceMapping':
      return [mappingBlock(resource, names)];
    case 'AWS::Pipes::Pipe':
      return [
        block(
          'resource',
          [terraformNames[type].type, name],
          [...bodyOf(type, properties, names), ...dependencies(resource)],
        ),
      ];
    case 'AWS::CloudWatch::Alarm': {
      const { Dimensions: dimensions = [], ...rest } = properties;
      const entries = (isList(dimensions) ? dimensions.filter(isMap) : []).map((one): readonly [string, Value] => [
        stringIn(one['Name']),
        one['Value'] ?? '',
      ]);
      const alarmName = name.replaceAll('_', '-');
      const body = bodyOf(type, { AlarmName: alarmName, ...rest, Dimensions: Object.fromEntries(entries) }, names);
      return [block('resource', [terraformNames[type].type, name], body)];
    }
    case 'AWS::DynamoDB::Table': {
      const { KeySchema: _, ...rest } = properties;
      const body = bodyOf(type, { Name: name.replaceAll('_', '-'), HashKey: 'pk', ...rest }, names);
      return [block('resource', [terraformNames[type].type, name], body)];
    }
  }
}

function roleBlocks({ id, type, properties }: Resource, names: HclNames): readonly HclBlock[] {
  const name = resourceName(id);
  const { Policies: policies = [], ...role } = properties;
  const documents = isList(policies) ? policies.filter(isMap).flatMap((policy) => policy['PolicyDocument'] ?? []) : [];
  return [
    block(
      'resource',
      [terraformNames[type].type, name],
      [attribute('assume_role_policy', encoded(role['AssumeRolePolicyDocument'] ?? {}, names))],
    ),
    ...documents.map((document) =>
      block(
        'resource',
        ['aws_iam_role_policy', name],
        [attribute('role', expression(`aws_iam_role.${name}.name`)), attribute('policy', encoded(document, names))],
      ),
    ),
  ];
}

function encoded(document: Value, names: HclNames): HclValue {
  return { kind: 'call', name: 'jsonencode', argument: hclExpression(document, names) };
}

function functionBlocks(resource: Resource, names: HclNames): readonly HclBlock[] {
  const { id, type, properties } = resource;
  const name = resourceName(id);
  const { Code: code = '', FunctionName: functionName, ...rest } = properties;
  const { head, archive } = codeEntries(code, name, names);
  const own: HclBody = [
    attribute('function_name', hclExpression(functionName ?? name.replaceAll('_', '-'), names)),
    ...head,
    ...bodyOf(type, rest, names),
    ...dependencies(resource),
  ];
  return [...archive, block('resource', [terraformNames[type].type, name], own)];
}

/** Where the package is: in S3, a .zip file, or a folder that the archive provider packs. */
function codeEntries(
  code: Value,
  name: string,
  names: HclNames,
): { readonly head: HclBody; readonly archive: readonly HclBlock[] } {
  if (isMap(code)) {
    const { S3Bucket: bucket = '', S3Key: key = '' } = code;
    const head = [attribute('s3_bucket', hclExpression(bucket, names)), attribute('s3_key', hclExpression(key, names))];
    return { head, archive: [] };
  }
  const path = `"\${path.module}/${quoted(stringIn(code)).slice(1, -1)}"`;
  if (stringIn(code).endsWith('.zip')) {
    const head = [
      attribute('filename', expression(path)),
      attribute('source_code_hash', expression(`filebase64sha256(${path})`)),
    ];
    return { head, archive: [] };
  }
  const archive = block(
    'data',
    ['archive_file', name],
    [
      attribute('type', text('zip')),
      attribute('source_dir', expression(path)),
      attribute('output_path', expression(`"\${path.module}/${name}.zip"`)),
    ],
  );
  const from = `data.archive_file.${name}`;
  const head = [
    attribute('filename', expression(`${from}.output_path`)),
    attribute('source_code_hash', expression(`${from}.output_base64sha256`)),
  ];
  return { head, archive: [archive] };
}

/** The properties of a resource as arguments and blocks. */
function bodyOf(type: Resource['type'], properties: ValueMap, names: HclNames, parent = ''): HclBody {
  const { blocks, renamed } = terraformNames[type];
  return Object.entries(properties).flatMap(([key, value]): HclBody => {
    const name = renamed[`${parent}.${key}`] ?? renamed[key] ?? snakeCase(key);
    if (!blocks.includes(key)) return [attribute(name, hclExpression(value, names))];
    const bodies = isList(value) ? value : [value];
    return bodies.filter(isMap).map((body) => block(name, [], bodyOf(type, body, names, key)));
  });
}

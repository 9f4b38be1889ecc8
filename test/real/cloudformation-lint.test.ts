import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';

import { printCloudFormation } from '../../src/infra/print/cloudformation.js';
import { stackOfAll } from '../infra/stack-of.js';
import { tempFolder } from '../support/temp-folder.js';

const python = process.env['REAL_PYTHON'];

test.skipIf(python === undefined)(
  'cfn-lint finds nothing in the template of all features for CloudFormation',
  async () => {
    const file = join(tempFolder(), 'template.yaml');
    writeFileSync(file, await printCloudFormation(stackOfAll(), 'cloudformation'));
    const command = join(dirname(python ?? ''), 'cfn-lint');
    const args = ['--format', 'parseable', '--regions', 'eu-west-1', '--', file];
    const { stdout, stderr, status } = spawnSync(command, args, { encoding: 'utf8' });
    expect({ stdout, stderr, status }).toEqual({ stdout: '', stderr: '', status: 0 });
  },
);

const sam = process.env['REAL_SAM'];

test.skipIf(sam === undefined)(
  '`sam validate --lint`, the translator and cfn-lint in one, finds the template of all features for SAM valid',
  async () => {
    const file = join(tempFolder(), 'template.yaml');
    writeFileSync(file, await printCloudFormation(stackOfAll(), 'sam'));
    const { stdout, stderr, status } = spawnSync(
      sam ?? '',
      ['validate', '--lint', '--region', 'eu-west-1', '--template', file],
      { encoding: 'utf8', env: { ...process.env, SAM_CLI_TELEMETRY: '0' } },
    );
    expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
    expect(stdout.trim()).toBe(`${file} is a valid SAM Template`);
  },
);

import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';

import { printCloudFormation } from '../../src/infra/print/cloudformation.js';
import { stackOfAll } from '../infra/stack-of.js';
import { tempFolder } from '../support/temp-folder.js';

const python = process.env['REAL_PYTHON'];

describe.skipIf(python === undefined)('cfn-lint, with the translator of SAM in it', () => {
  test.each(['cloudformation', 'sam'] as const)(
    'finds nothing in the template of all features for %s',
    async (tool) => {
      const file = join(tempFolder(), `${tool}.yaml`);
      writeFileSync(file, await printCloudFormation(stackOfAll(), tool));
      const command = join(dirname(python ?? ''), 'cfn-lint');
      const args = ['--format', 'parseable', '--regions', 'eu-west-1', '--', file];
      const { stdout, stderr, status } = spawnSync(command, args, { encoding: 'utf8' });
      expect({ stdout, stderr, status }).toEqual({ stdout: '', stderr: '', status: 0 });
    },
  );
});

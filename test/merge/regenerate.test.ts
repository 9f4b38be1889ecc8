import { mkdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { run } from '../cli/run.js';
import { filesIn, temporaryProject } from '../cli/temporary-project.js';

interface Shop {
  readonly topics?: Readonly<Record<string, unknown>>;
  readonly importExtension?: string;
}

const record = (name: string, more: object = {}) => ({
  type: 'record',
  name,
  namespace: 'shop',
  fields: [{ name: 'id', type: 'string' }],
  ...more,
});

/** A project in which `generate` has run, with the given schema of the topic `orders`. */
async function generated(schema: unknown): Promise<Project> {
  const project = new Project();
  project.config({});
  project.schema(schema);
  expect(await project.generate()).toMatchObject({ exitCode: 0, stderr: '' });
  return project;
}

class Project {
  readonly root = temporaryProject();

  config({ topics = { orders: { value: 'order.avsc' } }, ...more }: Shop): void {
    this.write('gen-msk-consumer.config.json', JSON.stringify({ output: 'gen', topics, ...more }));
  }

  schema(schema: unknown): void {
    this.write('order.avsc', JSON.stringify(schema));
  }

  write(path: string, text: string): void {
    writeFileSync(join(this.root, path), text);
  }

  read(path: string): string {
    return readFileSync(join(this.root, path), 'utf8');
  }

  async generate(...more: readonly string[]) {
    return run(['generate', '--no-impacts', ...more], { cwd: this.root });
  }

  /** Expects that there is nothing left to do. */
  async expectInSync(): Promise<void> {
    expect(await run(['check', '--quiet'], { cwd: this.root })).toEqual({ exitCode: 0, stdout: '', stderr: '' });
  }
}

const ownHandler = `import { consumeOrders } from './consumer.js'
import type { Order } from "./types.js" // ours

const seen = new Map<string, Order>()

export const handler = consumeOrders(({ value }) => {
    if (value) seen.set(value.id, value as Order)
})
`;

describe('the team’s handler', () => {
  test('is edited where it names a type that has a new name, and nowhere else', async () => {
    const project = await generated(record('Order'));
    project.write('gen/orders/handler.ts', ownHandler);
    project.schema(record('PurchaseOrder', { aliases: ['Order'] }));

    const checked = await run(['check'], { cwd: project.root });
    expect(checked.exitCode).toBe(1);
    expect(checked.stdout).toContain('gen/orders/handler.ts');
    expect(project.read('gen/orders/handler.ts')).toBe(ownHandler);

    const { exitCode, stdout, stderr } = await project.generate();
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(stdout).toMatch(/^edited gen\/orders\/handler\.ts: renamed Order to PurchaseOrder/m);
    expect(project.read('gen/orders/handler.ts')).toBe(ownHandler.replaceAll(/\bOrder\b/g, 'PurchaseOrder'));
    await project.expectInSync();
  });

  test('follows a change of what imports end with', async () => {
    const project = await generated(record('Order'));
    project.write('gen/orders/handler.ts', ownHandler);
    project.config({ importExtension: '.ts' });
    await project.generate();
    expect(project.read('gen/orders/handler.ts')).toBe(ownHandler.replaceAll('.js', '.ts'));
    await project.expectInSync();
  });

  test('gets a case for a record type that is new, whose records fail until there is code for them', async () => {
    const project = await generated([record('Placed'), record('Cancelled')]);
    const before = project.read('gen/orders/handler.ts');
    project.schema([record('Placed'), record('Cancelled'), record('Returned')]);
    const { stdout } = await project.generate();
    expect(stdout).toContain(
      "edited gen/orders/handler.ts: imported NotHandledError, added a case for 'shop.Returned'",
    );
    expect(project.read('gen/orders/handler.ts')).toBe(
      before
        .replace(
          "import { consumeOrders, type KafkaHandler } from './consumer.js';",
          "import { consumeOrders, type KafkaHandler, NotHandledError } from './consumer.js';",
        )
        .replace(
          '    default:\n',
          "    case 'shop.Returned':\n      throw new NotHandledError('shop.Returned');\n    default:\n",
        ),
    );
    await project.expectInSync();
  });

  test('has its case renamed with the record type', async () => {
    const project = await generated([record('Placed'), record('Cancelled')]);
    const before = project.read('gen/orders/handler.ts');
    project.schema([record('Placed'), record('Withdrawn', { aliases: ['Cancelled'] })]);
    await project.generate();
    expect(project.read('gen/orders/handler.ts')).toBe(
      before.replace("case 'shop.Cancelled'", "case 'shop.Withdrawn'"),
    );
    await project.expectInSync();
  });

  test('is told the lines to put in, once, where its code is not a switch', async () => {
    const project = await generated([record('Placed'), record('Cancelled')]);
    const own = `import { consumeOrders } from './consumer.js';

export const handler = consumeOrders(({ value }) => {
  if (value?.$type === 'shop.Placed') console.log(value.id);
});
`;
    project.write('gen/orders/handler.ts', own);
    project.schema([record('Placed'), record('Cancelled'), record('Returned')]);
    const { exitCode, stderr } = await project.generate();
    expect(exitCode).toBe(0);
    expect(stderr).toContain('warning manual-edit-needed: ');
    expect(stderr).toContain('  at gen/orders/handler.ts:');
    expect(stderr).toContain('shop.Returned');
    expect(project.read('gen/orders/handler.ts')).toBe(own);
    await project.expectInSync();
    expect((await project.generate()).stderr).toBe('');
  });

  test('has all edits or none: what cannot be edited keeps the run, and the next one, from writing', async () => {
    const project = await generated([record('Placed'), record('Cancelled')]);
    const handler = project.read('gen/orders/handler.ts');
    const types = project.read('gen/orders/types.ts');
    project.write('gen/orders/handler.ts', `${handler}const = 1;\n`);
    project.schema([record('Placed'), record('Withdrawn', { aliases: ['Cancelled'] }), record('Returned')]);

    const first = await project.generate();
    expect(first.exitCode).toBe(1);
    expect(first.stderr).toContain('error manual-edit-needed: nothing was edited because it has a syntax error');
    expect(first.stderr).toContain("; added a case for 'shop.Returned'");
    expect(await project.generate()).toEqual(first);
    expect(project.read('gen/orders/handler.ts')).toBe(`${handler}const = 1;\n`);
    expect(project.read('gen/orders/types.ts')).toBe(types);

    project.write('gen/orders/handler.ts', handler);
    expect((await project.generate()).exitCode).toBe(0);
    expect(project.read('gen/orders/handler.ts')).toContain("case 'shop.Withdrawn'");
    expect(project.read('gen/orders/handler.ts')).toContain("case 'shop.Returned'");
    await project.expectInSync();
  });

  test('keeps a case for a record type that has left the schema', async () => {
    const project = await generated([record('Placed'), record('Cancelled'), record('Returned')]);
    const before = project.read('gen/orders/handler.ts');
    project.schema([record('Placed'), record('Cancelled')]);
    const { stderr } = await project.generate();
    expect(stderr).toContain('warning case-unreachable: ');
    expect(project.read('gen/orders/handler.ts')).toBe(before);
    await project.expectInSync();
  });

  test('is let be where it is a symbolic link', async () => {
    const project = await generated(record('Order'));
    mkdirSync(join(project.root, 'own'));
    renameSync(join(project.root, 'gen/orders/handler.ts'), join(project.root, 'own/orders.ts'));
    symlinkSync('../../own/orders.ts', join(project.root, 'gen/orders/handler.ts'));
    project.write('own/orders.ts', ownHandler);
    project.schema(record('PurchaseOrder'));
    await project.generate();
    expect(project.read('own/orders.ts')).toBe(ownHandler);
    await project.expectInSync();
  });
});

describe('a topic with a new name', () => {
  const renamed = { topics: { purchases: { value: 'order.avsc' } } };

  test('is offered its old handler, and gets it when told so', async () => {
    const project = await generated(record('Order'));
    project.write('gen/orders/handler.ts', ownHandler);
    const tests = project.read('gen/orders/handler.test.ts');
    project.config(renamed);

    const offered = await project.generate('--dry-run');
    expect(offered.stderr).toContain(
      'warning topic-renamed: orders was removed from the config, and purchases was added\n' +
        '  at gen/orders/handler.ts\n' +
        '  If it is the same topic, `npx gen-msk-consumer generate --rename orders=purchases` moves its handler.\n',
    );

    const { exitCode, stdout, stderr } = await project.generate('--rename', 'orders=purchases');
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(stdout).toContain('moved gen/purchases/handler.ts from gen/orders/handler.ts: ');
    expect(project.read('gen/purchases/handler.ts')).toBe(ownHandler.replaceAll('consumeOrders', 'consumePurchases'));
    expect(project.read('gen/purchases/handler.test.ts')).toBe(
      tests.replaceAll(/\b(orders|encodeOrders)(?=Event|Value)/g, (name) =>
        name.replace('orders', 'purchases').replace('Orders', 'Purchases'),
      ),
    );
    expect(Object.keys(filesIn(join(project.root, 'gen'))).filter((path) => path.startsWith('orders'))).toEqual([]);
    await project.expectInSync();
  });

  test('gets it after a run that knew nothing of it, unless its new one holds code', async () => {
    const project = await generated(record('Order'));
    project.write('gen/orders/handler.ts', ownHandler);
    project.config(renamed);
    await project.generate();
    const skeleton = project.read('gen/purchases/handler.ts');
    project.write('gen/purchases/handler.ts', `${skeleton}// own\n`);

    const refused = await project.generate('--rename', 'orders=purchases');
    expect(refused.stderr).toContain(
      'warning move-refused: cannot move to gen/purchases/handler.ts, which already contains code\n',
    );
    expect(project.read('gen/orders/handler.ts')).toBe(ownHandler);

    project.write('gen/purchases/handler.ts', skeleton);
    await project.generate('--rename', 'orders=purchases');
    expect(project.read('gen/purchases/handler.ts')).toBe(ownHandler.replaceAll('consumeOrders', 'consumePurchases'));
    await project.expectInSync();
  });

  test.each([
    ['orders', '--rename orders is not in the form <old name>=<new name>'],
    ['orders=sales', '--rename orders=sales names sales, which is not a topic in the config'],
    ['purchases=purchases', '--rename purchases=purchases names purchases, which is still a topic in the config'],
  ])('--rename %s is refused', async (rename, message) => {
    const project = await generated(record('Order'));
    project.config(renamed);
    const before = filesIn(project.root);
    const { exitCode, stderr } = await project.generate('--rename', rename);
    expect(exitCode).toBe(2);
    expect(stderr).toContain(`error usage: ${message}\n`);
    expect(filesIn(project.root)).toEqual(before);
  });
});

test('generated files that went missing before an edit do not keep it from being made', async () => {
  const project = await generated([record('Placed'), record('Cancelled')]);
  project.schema([record('Placed'), record('Cancelled'), record('Returned')]);
  rmSync(join(project.root, 'gen/orders/types.ts'));
  await project.generate();
  expect(project.read('gen/orders/handler.ts')).toContain("case 'shop.Returned':");
});

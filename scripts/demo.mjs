// `npm run demo`: from the sample schemas to tested consumers in demo/, a new project, with the commands that a person would
// type. Each command is printed before it runs; the first one that fails ends the demo with its exit code.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const demo = join(root, 'demo');

if (!isBuilt()) run('npm', 'run', 'build');

title('A new project with nothing but the schemas of a shop');
rmSync(demo, { recursive: true, force: true });
mkdirSync(demo);
cpSync(join(root, 'schemas'), join(demo, 'schemas'), { recursive: true });
for (const [name, content] of Object.entries(projectFiles())) writeFileSync(join(demo, name), content);
console.log(`demo/ has schemas/, ${Object.keys(projectFiles()).join(', ')}`);

title('A first config, from the schemas that are there, for producers with a Confluent schema registry');
generator('init', '--yes', '--framing', 'confluent');

title('The consumers');
generator('generate');

title('They pass the compiler at its strictest');
run('npx', 'tsc', '-p', 'demo');

title('Their tests pass as generated');
run('npx', 'vitest', 'run', '--root', 'demo');

title('What CI asks: is the generated code what the schemas give?');
generator('check');

title('What lies where');
console.log(`demo/gen-msk-consumer.config.json          topics and their schema files; the schema ids are guesses until you name yours
demo/src/consumers/orders/handler.ts       yours from now on: your code goes here, later runs leave it alone
demo/src/consumers/orders/handler.test.ts  yours as well
demo/src/consumers/orders/types.ts         the types of the records, from the newest schema
demo/src/consumers/orders/decoder.ts       from bytes to these types, for the schema versions 1, 2 and 3
demo/src/consumers/orders/fixture.ts       typed sample records, for tests
demo/src/consumers/orders/event.json       one of them as Lambda delivers it
demo/src/consumers/shipments/decoder.ts    from JSON to types, with every check that the JSON Schema asks for

Next: add a field with a default to demo/schemas/orders.v3.avsc, run
  node dist/cli/bin.js generate --cwd demo
and see which files follow. generated-example/ is such a project after a team has worked on it.
The next npm run demo replaces demo/.`);

/** What a project needs besides schemas for its generated code to be compiled and tested with the tools installed here. */
function projectFiles() {
  return {
    'package.json': '{ "private": true, "type": "module" }\n',
    'tsconfig.json': readFileSync(join(root, 'generated-example', 'tsconfig.json')),
    'vitest.config.ts': readFileSync(join(root, 'generated-example', 'vitest.config.ts')),
  };
}

/** @param {string[]} args */
function generator(...args) {
  run('node', 'dist/cli/bin.js', ...args, '--cwd', 'demo');
}

/**
 * @param {string} command
 * @param {string[]} args
 */
function run(command, ...args) {
  console.log(`$ ${[command, ...args].join(' ')}`);
  // npm and npx are scripts on Windows, which only a shell runs. No argument here needs quotes.
  const { status, error } = spawnSync(command, args, {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (error !== undefined) console.error(error.message);
  if (status !== 0) process.exit(status ?? 1);
}

/** @param {string} text */
function title(text) {
  console.log(`\n== ${text}`);
}

/** Whether dist/ is there and newer than all that it is built of. */
function isBuilt() {
  const built = join(root, 'dist', 'cli', 'bin.js');
  if (!existsSync(built)) return false;
  const sources = readdirSync(join(root, 'src'), { recursive: true }).map((name) => join('src', name));
  const scripts = ['scripts/build.mjs', 'scripts/bundle.mjs'];
  const inputs = ['package.json', 'tsconfig.json', 'tsconfig.build.json', ...scripts, ...sources];
  return inputs.every((input) => statSync(join(root, input)).mtimeMs <= statSync(built).mtimeMs);
}

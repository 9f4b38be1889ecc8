import { quoted } from '../diagnostics/quoted.js';
import { nearestName } from '../diagnostics/nearest-name.js';
import { chooseVersions } from '../config/version-choice.js';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import type { DiagnosticCode } from '../diagnostics/diagnostic-codes.js';
import type { ListedVersion } from '../sources/registry.js';
import { RegistryError } from '../sources/registry-error.js';
import { fetchVersion, type VersionToFetch } from './fetch-version.js';
import type { Asked, LiveVersion } from './live-subjects.js';
import { circleOfReferences, sharedIdProblems } from './live-problems.js';
import { mapConcurrently } from './map-concurrently.js';
import type { WantedSubject } from './wanted-subjects.js';
import type { SubjectRequest } from './subject-request.js';

/**
 * Asks the registry for the wanted versions and for all that they refer to. No text is asked for that the snapshot
 * holds already. Throws a RegistryError where the registry fails; what is wrong with single subjects are diagnostics.
 */
export async function fetchSubjects(request: SubjectRequest): Promise<Asked> {
  const pull: Fetching = {
    ...request,
    found: new Map(),
    diagnostics: [],
    met: new Set(),
    progress: { done: 0, total: 0 },
  };
  await fetchAll(pull);
  return { subjects: pull.found, diagnostics: pull.diagnostics };
}

/** How far references may lead: a registry that always names one more would else be asked for ever. */
const MAX_DEPTH = 50;

/** The maximum number of versions of a subject: each is a schema file and a function of the decoder. */
const MAX_VERSIONS = 5_000;

/** The maximum number of version numbers in a message. */
const MAX_LISTED = 20;

const STAYS =
  'It stays in the snapshot because records may still carry its ids. If none do, remove it from the config.';

const LEAVES =
  'It was removed from the snapshot. If records still carry its id, set "deleted" in "registry" to keep deleted versions.';

interface Place {
  readonly subject: string;
  readonly listed: ListedVersion;
  readonly pointer: string;
  /** Which subject's schema refers to it; undefined where the config names it. */
  readonly from?: string;
}

/** What was asked for so far. */
interface Fetching extends SubjectRequest {
  readonly found: Map<string, Map<number, LiveVersion>>;
  readonly diagnostics: Diagnostic[];
  readonly met: Set<string>;
  readonly progress: { done: number; total: number };
}

async function fetchAll(pull: Fetching): Promise<void> {
  const { wanted, registry } = pull;
  const lists = await mapConcurrently(wanted, async (subject) => ({
    subject,
    listed: (await registry.versions(subject.subject)) ?? [],
  }));
  const named: (readonly Place[])[] = [];
  const lost: WantedSubject[] = [];
  for (const { subject, listed } of lists) {
    if (listed.length === 0 && !keepVanished(pull, subject)) lost.push(subject);
    else if (listed.length > 0) named.push(choose(pull, subject, listed));
  }
  if (lost.length > 0) await reportLost(pull, lost);
  let places: readonly Place[] = named.flat();
  for (let depth = 0; places.length > 0; depth++) {
    if (depth > MAX_DEPTH) {
      throw new RegistryError({
        code: 'registry-response-invalid',
        message: `references are nested more than ${MAX_DEPTH} schemas deep`,
      });
    }
    places = await fetchPlaces(pull, places);
  }
  pull.diagnostics.push(...sharedIdProblems(pull.found), ...circleOfReferences(pull.found));
}

/** Asks for versions, and gives those that they refer to and that were not asked for yet. */
async function fetchPlaces(pull: Fetching, places: readonly Place[]): Promise<readonly Place[]> {
  const fresh = places.filter(({ subject, listed }) => meet(pull, subject, listed.version));
  const { onProgress } = pull;
  pull.progress.total += fresh.length;
  const found = await mapConcurrently(fresh, async (place) => {
    const asked = await fetchVersion(pull, place.subject, place.listed);
    pull.progress.done++;
    onProgress({ ...pull.progress });
    return { place, asked };
  });
  return found.flatMap(({ place, asked }) => settle(pull, place, asked));
}

function settle(pull: Fetching, place: Place, asked: VersionToFetch): readonly Place[] {
  const { subject, listed, pointer } = place;
  switch (asked.kind) {
    case 'missing':
      reportMissing(pull, place);
      return [];
    case 'problem':
      report(pull, asked.code, asked.message, pointer);
      return [];
    case 'found': {
      keep(pull, subject, asked.live);
      return asked.live.version.references.map((to) => ({
        subject: to.subject,
        listed: { version: to.version },
        pointer,
        from: `version ${listed.version} of ${quoted(subject)}`,
      }));
    }
  }
}

function choose(
  pull: Fetching,
  { subject, choices, pointer }: WantedSubject,
  listed: readonly ListedVersion[],
): readonly Place[] {
  const chosen = choices.map((choice) => chooseVersions(listed, choice));
  const numbers = new Set(chosen.flatMap(({ versions }) => versions.map(({ version }) => version)));
  if (numbers.size > MAX_VERSIONS) {
    const message = `the config selects ${numbers.size} versions of the subject ${quoted(subject)}; the limit is ${MAX_VERSIONS}`;
    report(pull, 'too-many-versions', message, pointer);
    return [];
  }
  const missing = [...new Set(chosen.flatMap((one) => one.missing))].sort((a, b) => a - b);
  for (const version of missing) {
    const what = `version ${version} of the subject ${quoted(subject)}`;
    if (keepFromSnapshot(pull, subject, version)) {
      warn(pull, `${what} is no longer in the registry`, STAYS, pointer);
    } else {
      report(pull, 'subject-not-found', `the registry does not have ${what}; it has ${numbersOf(listed)}`, pointer);
    }
  }
  warnOfLeaving(pull, { subject, choices, pointer }, listed);
  return listed.filter(({ version }) => numbers.has(version)).map((one) => ({ subject, listed: one, pointer }));
}

/** Versions that a choice such as "all" took, and that the registry has deleted since. */
function warnOfLeaving(
  pull: Fetching,
  { subject, choices, pointer }: WantedSubject,
  listed: readonly ListedVersion[],
): void {
  const found = pull.snapshot.subject(subject);
  if (typeof found === 'string') return;
  const wanted = choices
    .filter(({ kind }) => kind === 'all' || kind === 'range')
    .flatMap((choice) => chooseVersions(found.versions, choice).versions);
  for (const version of new Set(wanted.map((one) => one.version))) {
    if (listed.some((one) => one.version === version)) continue;
    const what = `version ${version} of the subject ${quoted(subject)}`;
    warn(pull, `${what} is no longer in the registry`, LEAVES, pointer);
  }
}

function keepVanished(pull: Fetching, { subject, choices, pointer }: WantedSubject): boolean {
  const found = pull.snapshot.subject(subject);
  if (typeof found === 'string') return false;
  const kept = choices.flatMap((choice) => chooseVersions(found.versions, choice).versions);
  if (kept.length === 0) return false;
  for (const { version } of kept) keepFromSnapshot(pull, subject, version);
  warn(pull, `the subject ${quoted(subject)} is no longer in the registry`, STAYS, pointer);
  return true;
}

/** Keeps what was pulled earlier, with all that it refers to. */
function keepFromSnapshot(pull: Fetching, subject: string, number: number): boolean {
  const { snapshot } = pull;
  const version = snapshot.version({ subject, version: number });
  if (version === undefined) return false;
  for (const place of [{ subject, version }, ...snapshot.references(version).found]) {
    if (meet(pull, place.subject, place.version.version))
      keep(pull, place.subject, { version: place.version, text: null });
  }
  return true;
}

function keep(pull: Fetching, subject: string, live: LiveVersion): void {
  const versions = pull.found.get(subject) ?? new Map<number, LiveVersion>();
  versions.set(live.version.version, live);
  pull.found.set(subject, versions);
}

/** False for what was met before. */
function meet(pull: Fetching, subject: string, version: number): boolean {
  const key = `${version} ${subject}`;
  if (pull.met.has(key)) return false;
  pull.met.add(key);
  return true;
}

async function reportLost(pull: Fetching, lost: readonly WantedSubject[]): Promise<void> {
  const names = await pull.registry.subjects();
  for (const { subject, pointer } of lost) {
    const nearest = nearestName(subject, names);
    const hint = nearest === undefined ? '' : `, did you mean ${quoted(nearest)}?`;
    report(pull, 'subject-not-found', `the registry has no subject ${quoted(subject)}${hint}`, pointer);
  }
}

function reportMissing(pull: Fetching, { subject, listed, pointer, from }: Place): void {
  const what = `version ${listed.version} of the subject ${quoted(subject)}`;
  if (from !== undefined) {
    report(pull, 'registry-response-invalid', `${from} references ${what}, which the registry does not have`, pointer);
  } else report(pull, 'registry-response-invalid', `the registry lists ${what}, but did not return it`, pointer);
}

function report(pull: Fetching, code: DiagnosticCode, message: string, pointer: string): void {
  pull.diagnostics.push({ code, severity: 'error', message, location: { file: pull.configFile, pointer } });
}

function warn(pull: Fetching, message: string, help: string, pointer: string): void {
  const location = { file: pull.configFile, pointer };
  pull.diagnostics.push({ code: 'subject-vanished', severity: 'warning', message, location, help });
}

/** Lists version numbers; if there are many, only the newest. */
function numbersOf(listed: readonly ListedVersion[]): string {
  const numbers = listed.slice(-MAX_LISTED).map(({ version }) => version);
  const more = listed.length - numbers.length;
  return `${numbers.join(', ')}${more === 0 ? '' : ` and ${more} older ones`}`;
}

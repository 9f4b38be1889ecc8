import { nearestName } from '../diagnostics/nearest-name.js';
import { chooseVersions } from '../config/version-choice.js';
import type { Diagnostic, Location } from '../diagnostics/diagnostic.js';
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
  const asker = new SubjectFetcher(request);
  await asker.ask();
  return asker.asked();
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

class SubjectFetcher {
  private readonly request: SubjectRequest;
  private readonly subjects = new Map<string, Map<number, LiveVersion>>();
  private readonly diagnostics: Diagnostic[] = [];
  private readonly met = new Set<string>();
  private readonly progress = { done: 0, total: 0 };

  constructor(request: SubjectRequest) {
    this.request = request;
  }

  asked(): Asked {
    return { subjects: this.subjects, diagnostics: this.diagnostics };
  }

  async ask(): Promise<void> {
    const { wanted, registry } = this.request;
    const lists = await mapConcurrently(wanted, async (subject) => ({
      subject,
      listed: (await registry.versions(subject.subject)) ?? [],
    }));
    const named: (readonly Place[])[] = [];
    const lost: WantedSubject[] = [];
    for (const { subject, listed } of lists) {
      if (listed.length === 0 && !this.keepVanished(subject)) lost.push(subject);
      else if (listed.length > 0) named.push(this.choose(subject, listed));
    }
    if (lost.length > 0) await this.reportLost(lost);
    let places: readonly Place[] = named.flat();
    for (let depth = 0; places.length > 0; depth++) {
      if (depth > MAX_DEPTH) {
        throw new RegistryError({
          code: 'registry-response-invalid',
          message: `references are nested more than ${MAX_DEPTH} schemas deep`,
        });
      }
      places = await this.askFor(places);
    }
    this.diagnostics.push(...sharedIdProblems(this.subjects), ...circleOfReferences(this.subjects));
  }

  /** Asks for versions, and gives those that they refer to and that were not asked for yet. */
  private async askFor(places: readonly Place[]): Promise<readonly Place[]> {
    const fresh = places.filter(({ subject, listed }) => this.meet(subject, listed.version));
    const { onProgress } = this.request;
    this.progress.total += fresh.length;
    const found = await mapConcurrently(fresh, async (place) => {
      const asked = await fetchVersion(this.request, place.subject, place.listed);
      this.progress.done++;
      onProgress({ ...this.progress });
      return { place, asked };
    });
    return found.flatMap(({ place, asked }) => this.settle(place, asked));
  }

  private settle(place: Place, asked: VersionToFetch): readonly Place[] {
    const { subject, listed, pointer } = place;
    switch (asked.kind) {
      case 'missing':
        this.reportMissing(place);
        return [];
      case 'problem':
        this.report(asked.code, asked.message, pointer);
        return [];
      case 'found': {
        this.keep(subject, asked.live);
        return asked.live.version.references.map((to) => ({
          subject: to.subject,
          listed: { version: to.version },
          pointer,
          from: `version ${listed.version} of ${quoted(subject)}`,
        }));
      }
    }
  }

  private choose({ subject, choices, pointer }: WantedSubject, listed: readonly ListedVersion[]): readonly Place[] {
    const chosen = choices.map((choice) => chooseVersions(listed, choice));
    const numbers = new Set(chosen.flatMap(({ versions }) => versions.map(({ version }) => version)));
    if (numbers.size > MAX_VERSIONS) {
      const message = `the config selects ${numbers.size} versions of the subject ${quoted(subject)}; the limit is ${MAX_VERSIONS}`;
      this.report('too-many-versions', message, pointer);
      return [];
    }
    const missing = [...new Set(chosen.flatMap((one) => one.missing))].sort((a, b) => a - b);
    for (const version of missing) {
      const what = `version ${version} of the subject ${quoted(subject)}`;
      if (this.keepFromSnapshot(subject, version)) {
        this.warn(`${what} is no longer in the registry`, STAYS, pointer);
      } else {
        this.report('subject-not-found', `the registry does not have ${what}; it has ${numbersOf(listed)}`, pointer);
      }
    }
    this.warnOfLeaving({ subject, choices, pointer }, listed);
    return listed.filter(({ version }) => numbers.has(version)).map((one) => ({ subject, listed: one, pointer }));
  }

  /** Versions that a choice such as "all" took, and that the registry has deleted since. */
  private warnOfLeaving({ subject, choices, pointer }: WantedSubject, listed: readonly ListedVersion[]): void {
    const found = this.request.snapshot.subject(subject);
    if (typeof found === 'string') return;
    const wanted = choices
      .filter(({ kind }) => kind === 'all' || kind === 'range')
      .flatMap((choice) => chooseVersions(found.versions, choice).versions);
    for (const version of new Set(wanted.map((one) => one.version))) {
      if (listed.some((one) => one.version === version)) continue;
      const what = `version ${version} of the subject ${quoted(subject)}`;
      this.warn(`${what} is no longer in the registry`, LEAVES, pointer);
    }
  }

  private keepVanished({ subject, choices, pointer }: WantedSubject): boolean {
    const found = this.request.snapshot.subject(subject);
    if (typeof found === 'string') return false;
    const kept = choices.flatMap((choice) => chooseVersions(found.versions, choice).versions);
    if (kept.length === 0) return false;
    for (const { version } of kept) this.keepFromSnapshot(subject, version);
    this.warn(`the subject ${quoted(subject)} is no longer in the registry`, STAYS, pointer);
    return true;
  }

  /** Keeps what was pulled earlier, with all that it refers to. */
  private keepFromSnapshot(subject: string, number: number): boolean {
    const { snapshot } = this.request;
    const version = snapshot.version({ subject, version: number });
    if (version === undefined) return false;
    for (const place of [{ subject, version }, ...snapshot.references(version).found]) {
      if (this.meet(place.subject, place.version.version))
        this.keep(place.subject, { version: place.version, text: null });
    }
    return true;
  }

  private keep(subject: string, live: LiveVersion): void {
    const versions = this.subjects.get(subject) ?? new Map<number, LiveVersion>();
    versions.set(live.version.version, live);
    this.subjects.set(subject, versions);
  }

  /** False for what was met before. */
  private meet(subject: string, version: number): boolean {
    const key = `${version} ${subject}`;
    if (this.met.has(key)) return false;
    this.met.add(key);
    return true;
  }

  private async reportLost(lost: readonly WantedSubject[]): Promise<void> {
    const names = await this.request.registry.subjects();
    for (const { subject, pointer } of lost) {
      const nearest = nearestName(subject, names);
      const hint = nearest === undefined ? '' : `, did you mean ${quoted(nearest)}?`;
      this.report('subject-not-found', `the registry has no subject ${quoted(subject)}${hint}`, pointer);
    }
  }

  private reportMissing({ subject, listed, pointer, from }: Place): void {
    const what = `version ${listed.version} of the subject ${quoted(subject)}`;
    if (from !== undefined) {
      this.report('registry-response-invalid', `${from} references ${what}, which the registry does not have`, pointer);
    } else this.report('registry-response-invalid', `the registry lists ${what}, but did not return it`, pointer);
  }

  private report(code: DiagnosticCode, message: string, pointer: string): void {
    this.diagnostics.push({ code, severity: 'error', message, location: this.location(pointer) });
  }

  private warn(message: string, help: string, pointer: string): void {
    const location = this.location(pointer);
    this.diagnostics.push({ code: 'subject-vanished', severity: 'warning', message, location, help });
  }

  private location(pointer: string): Location {
    return { file: this.request.configFile, pointer };
  }
}

/** Lists version numbers; if there are many, only the newest. */
function numbersOf(listed: readonly ListedVersion[]): string {
  const numbers = listed.slice(-MAX_LISTED).map(({ version }) => version);
  const more = listed.length - numbers.length;
  return `${numbers.join(', ')}${more === 0 ? '' : ` and ${more} older ones`}`;
}

function quoted(text: string): string {
  return JSON.stringify(text);
}

import type { Diagnostic } from '../diagnostics/diagnostic.js';
import type { LiveSubjects } from './live-subjects.js';

/** A schema id stands for one schema wherever it appears (in one context): two texts under it are reported. */
export function sharedIdProblems(subjects: LiveSubjects): readonly Diagnostic[] {
  const byId = new Map<string, { readonly place: string; readonly sha256: string }>();
  const problems: Diagnostic[] = [];
  for (const [subject, versions] of subjects) {
    const context = /^:[^:]*:/.exec(subject)?.[0] ?? '';
    for (const { version } of versions.values()) {
      if (version.id === undefined) continue;
      const key = `${version.id} ${context}`;
      const place = `version ${version.version} of ${JSON.stringify(subject)}`;
      const other = byId.get(key);
      if (other === undefined) byId.set(key, { place, sha256: version.sha256 });
      else if (other.sha256 !== version.sha256) {
        const message = `the schema id ${version.id} has two different texts: ${other.place} and ${place}`;
        problems.push({ code: 'registry-changed', severity: 'error', message });
      }
    }
  }
  return problems;
}

/** References that lead back to where they start: no schema can be made of them. The first circle is reported. */
export function circleOfReferences(subjects: LiveSubjects): readonly Diagnostic[] {
  const settled = new Set<string>();
  const path: string[] = [];
  const find = (subject: string, version: number): readonly string[] | undefined => {
    const place = `${JSON.stringify(subject)} ${version}`;
    if (path.includes(place)) return [...path.slice(path.indexOf(place)), place];
    if (settled.has(place)) return undefined;
    path.push(place);
    for (const to of subjects.get(subject)?.get(version)?.version.references ?? []) {
      const circle = find(to.subject, to.version);
      if (circle !== undefined) return circle;
    }
    path.pop();
    settled.add(place);
    return undefined;
  };
  for (const [subject, versions] of subjects) {
    for (const version of versions.keys()) {
      const circle = find(subject, version);
      if (circle === undefined) continue;
      const message = `references are circular: ${circle.join(' references ')}`;
      return [{ code: 'registry-response-invalid', severity: 'error', message }];
    }
  }
  return [];
}

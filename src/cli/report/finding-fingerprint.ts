import { createHash } from 'node:crypto';
import type { Finding } from './check-report.js';

/** What identifies a finding wherever in its file it stands, so that a report can be compared with an earlier one. */
export function findingFingerprint({ code, file, pointer, drift, message }: Finding): string {
  const parts = [code, file ?? '', pointer ?? '', drift === undefined ? message : ''];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32);
}

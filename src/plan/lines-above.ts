import { bannerHash } from './header.js';

/** The lines above a header, and the banner that belongs there. */
interface LinesAbove {
  readonly above: string;
  /** The hash of the banner among them, where the header was written with one. */
  readonly writtenHash: string | undefined;
  /** The banner as it should be, with its line break; empty for none. */
  readonly banner: string;
}

/** The lines above a header with the banner in its place: other lines stay, a former banner goes. */
export function linesAbove({ above, writtenHash, banner }: LinesAbove): string {
  if (banner === '' && writtenHash === undefined) return above;
  const hash = banner === '' ? undefined : bannerHash(banner);
  const lines = above.split('\n');
  const former = writtenHash === undefined ? undefined : rangeOf(lines, writtenHash);
  if (former !== undefined && writtenHash !== hash)
    return [...lines.slice(0, former.start), ...banner.split('\n').slice(0, -1), ...lines.slice(former.end)].join('\n');
  if (hash === undefined || rangeOf(lines, hash) !== undefined) return above;
  return `${above}${banner}`;
}

/** Finds the lines whose text has the hash, as indexes. */
function rangeOf(lines: readonly string[], hash: string): { readonly start: number; readonly end: number } | undefined {
  for (let start = 0; start < lines.length; start++) {
    if (lines[start]?.trim() === '') continue;
    for (let end = start + 1; end <= lines.length; end++)
      if (bannerHash(lines.slice(start, end).join('\n')) === hash) return { start, end };
  }
  return undefined;
}

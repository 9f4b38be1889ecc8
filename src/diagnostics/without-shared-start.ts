/** As much of what two texts start with as is shown before their first difference. */
const MAX_SHARED = 20;

/** Two texts that are shown next to each other: a long start that both have is cut, so that the difference shows. */
export function withoutSharedStart(before: string, after: string, longest: number): readonly [string, string] {
  let shared = 0;
  while (shared < before.length && before[shared] === after[shared]) shared++;
  const fit = Math.max(before.length, after.length) <= longest;
  if (fit || shared < longest - MAX_SHARED) return [before, after];
  return [fromPlace(before, shared - MAX_SHARED), fromPlace(after, shared - MAX_SHARED)];
}

function fromPlace(text: string, place: number): string {
  return `…${text.slice(place).replace(/^\p{Cs}/u, '')}`;
}

/** As much of a value or text as is shown. */
export const MAX_SHOWN = 120;

/** Without signs that do not show, and no longer than can be read at a glance. */
export function shownText(text: string): string {
  const clean = withVisibleSigns(text);
  return clean.length > MAX_SHOWN ? `${clean.slice(0, MAX_SHOWN)}…` : clean;
}

/** Signs that do not show are replaced. */
export function withVisibleSigns(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, '\uFFFD');
}

/** A value as JSON, whole numbers past 2^53 too. */
export function shownValue(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) => (typeof inner === 'bigint' ? String(inner) : inner));
}

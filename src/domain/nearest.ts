/** Edit distance (two neighbours swapped count once), given up (Infinity) beyond `limit`. */
function distance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return Number.POSITIVE_INFINITY;
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const replaced = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const neighbours = swapped ? (before[j - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY;
      next.push(Math.min(replaced, neighbours, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    if (Math.min(...next, ...row) > limit) return Number.POSITIVE_INFINITY;
    before = row;
    row = next;
  }
  return row[b.length] ?? Number.POSITIVE_INFINITY;
}

const plain = (name: string): string => name.toLowerCase().replaceAll("-", "_");

/** `dur` for `duration`, `url_environment` for `url_env`: one is the beginning or the end of the other. */
const isPart = (a: string, b: string): boolean =>
  Math.min(a.length, b.length) >= 3 && (a.startsWith(b) || b.startsWith(a) || a.endsWith(b) || b.endsWith(a));

/**
 * The known name that somebody most likely meant, whatever its case; undefined where none is near. Texts over 100
 * characters have none.
 */
export function nearest(name: string, known: Iterable<string>): string | undefined {
  if (name.length > 100) return undefined;
  const written = plain(name);
  const limit = Math.max(1, Math.floor(name.length / 3));
  let best: { readonly name: string; readonly distance: number } | undefined;
  const parts: string[] = [];
  for (const candidate of known) {
    const apart = distance(written, plain(candidate), best === undefined ? limit : best.distance - 1);
    if (apart <= limit && (best === undefined || apart < best.distance)) {
      best = { name: candidate, distance: apart };
    }
    if (isPart(written, plain(candidate))) parts.push(candidate);
  }
  return best?.name ?? (parts.length === 1 ? parts[0] : undefined);
}

/** `Did you mean x?`, for the hint of a finding. */
export function didYouMean(name: string, known: Iterable<string>): string | undefined {
  const near = nearest(name, known);
  return near === undefined ? undefined : `Did you mean ${near}?`;
}

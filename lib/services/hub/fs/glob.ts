/**
 * Whether a path matches a glob of `*` (no slash), `**` (anything), `**` + `/` (any folders, or
 * none) and `?`. It keeps the set of places reached, so no glob makes it slow.
 */
export function matchesGlob(glob: string, path: string): boolean {
  let reached = new Set([0]);
  for (const token of glob.match(/\*\*\/|\*\*|[^]/g) ?? []) {
    const next = new Set<number>();
    for (const place of reached) for (const end of endsOf(token, path, place)) next.add(end);
    reached = next;
  }
  return reached.has(path.length);
}

/** Where one token can end that starts at a place of the path. */
function endsOf(token: string, path: string, place: number): number[] {
  if (token === "**") return range(place, path.length);
  if (token === "**/") {
    return range(place, path.length).filter((end) => end === place || path[end - 1] === "/");
  }
  if (token === "*") {
    const slash = path.indexOf("/", place);
    return range(place, slash === -1 ? path.length : slash);
  }
  const sign = path[place];
  const fits = token === "?" ? sign !== undefined && sign !== "/" : sign === token;
  return fits ? [place + 1] : [];
}

function range(first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

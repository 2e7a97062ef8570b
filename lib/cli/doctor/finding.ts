/** One thing that was looked at. */
export interface Finding {
  /** Stable, for programs. */
  id: string;
  /** What was looked at, in two or three words. */
  title: string;
  /** `wrong`: the lab does not work without it. `note`: good to know, or only some need it. */
  status: "ok" | "note" | "wrong";
  found: string;
  /** What to do about it, as one sentence. */
  remedy?: string;
}

/** A finding with nothing to do. */
export function fine(id: string, title: string, found: string): Finding {
  return { id, title, status: "ok", found };
}

/** A finding with nothing to do where something is found; else what is said of its absence. */
export function fineOr(
  id: string,
  title: string,
  found: string | undefined,
  absent: Omit<Finding, "id" | "title">,
): Finding {
  return found === undefined ? { id, title, ...absent } : fine(id, title, found);
}

/** Verbs of tools that write. */
export const WRITING: ReadonlySet<string> = new Set(
  `add append apply archive book cancel change close commit create deploy edit execute insert
  invite merge modify move patch pay post publish push put rename replace run save schedule send
  set submit update upload write`.split(/\s+/),
);
/** Verbs of tools that destroy. */
export const DESTROYING: ReadonlySet<string> = new Set(
  "clear delete destroy drop erase kill purge remove reset revoke terminate truncate wipe".split(
    " ",
  ),
);
const READING: ReadonlySet<string> = new Set(
  "count describe fetch find get inspect list lookup query read search show view".split(" "),
);

/** Of readers and writers alike: `run_query`, `execute_search`. */
const EITHER: ReadonlySet<string> = new Set(["execute", "run"]);

/**
 * What a tool's name says that it does; undefined where it says nothing for sure. It reads where one of
 * its first two words does and no word acts, so that `crm_search` reads and `find_or_create` may not.
 */
export function actOf(name: string): "reads" | "writes" | "destroys" | undefined {
  const words = name
    .replaceAll(/([a-z0-9])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^a-z0-9]+/);
  const act = words.find(
    (word) => (WRITING.has(word) && !EITHER.has(word)) || DESTROYING.has(word),
  );
  const reads = words.slice(0, 2).some((word) => READING.has(word));
  const isSure = act === undefined && !words.some((word) => EITHER.has(word));
  if (reads) return isSure ? "reads" : undefined;
  if (act === undefined) return undefined;
  return DESTROYING.has(act) ? "destroys" : "writes";
}

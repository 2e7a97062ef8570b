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

/**
 * What a tool's name says that it does: its first verb decides, so that `list_updates` reads.
 * Undefined where it names no verb.
 */
export function actOf(name: string): "reads" | "writes" | "destroys" | undefined {
  const words = name
    .replaceAll(/([a-z0-9])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^a-z0-9]+/);
  for (const word of words) {
    if (READING.has(word)) return "reads";
    if (WRITING.has(word)) return "writes";
    if (DESTROYING.has(word)) return "destroys";
  }
  return undefined;
}

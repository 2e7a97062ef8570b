import { createHash } from "node:crypto";

/** Longest name in characters before it is cut; file systems allow 255 bytes. */
const LONGEST = 60;

/** What no program takes for something else: letters, digits and some signs, no dot at the ends. */
const SAFE = /^[\p{L}\p{N}_](?:[\p{L}\p{N}\p{M}_ @.+-]*[\p{L}\p{N}\p{M}_])?$/u;

/** Names that Windows keeps for devices. Source: Microsoft, "Naming Files, Paths, and Namespaces". */
const DEVICE = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/iu;

/**
 * A folder's name for each student: the student's own where every file system takes it; else its
 * harmless characters and a digest. Never two students' the same, also where case does not count,
 * and never a path.
 */
export function folderNames(students: readonly string[]): Map<string, string> {
  const unique = [...new Set(students)];
  const owners = new Map<string, number>();
  for (const student of unique) owners.set(folded(student), (owners.get(folded(student)) ?? 0) + 1);
  return new Map(
    unique.map((student) => {
      const fine =
        SAFE.test(student) &&
        !DEVICE.test(student) &&
        student.length <= LONGEST &&
        owners.get(folded(student)) === 1;
      return [student, fine ? student : marked(student)];
    }),
  );
}

/** The same for names that a file system may take for one. */
function folded(name: string): string {
  return name.normalize("NFC").toLowerCase();
}

function marked(student: string): string {
  const digest = createHash("sha256").update(student).digest("hex").slice(0, 12);
  const harmless = student.replaceAll(/[^A-Za-z0-9]+/gu, "-").slice(0, 30);
  return `${harmless.replaceAll(/^-|-$/gu, "") || "student"}--${digest}`;
}

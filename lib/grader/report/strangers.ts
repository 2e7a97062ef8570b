import { boundText, oneLine } from "../../markup/plain-text.ts";
import { foldedParts, type RosterStudent } from "./roster.ts";

/** How many names a sentence holds. */
const MOST_NAMES = 20;

/** Names in a sentence: the first of them, where there are many. */
export function quoted(names: readonly string[], most: number = MOST_NAMES): string {
  return names.length > most
    ? `${quoted(names.slice(0, most), most)} and ${names.length - most} more`
    : names.map(quotedName).join(", ");
}

/** A name that somebody chose, or a file's: on one line, cut, and with no quote of its own in it. */
export function quotedName(name: string): string {
  return `"${boundText(oneLine(name).replaceAll('"', "'"), 200)}"`;
}

/** Who is not on the roster and who on it is missing, side by side, and which of them may be the same. */
export function strangersSentence(
  strangers: readonly { student: string; name?: string | undefined }[],
  missing: readonly RosterStudent[],
): string {
  const guesses = strangers.flatMap(({ student, name = "" }) => {
    const like = missing.filter((row) =>
      [student, name].some((mine) => [row.name, ...row.keys].some((its) => isLike(mine, its))),
    );
    const [row] = like;
    return like.length === 1 && row !== undefined
      ? [`${quotedName(student)} is ${quotedName(row.id)}`]
      : [];
  });
  return [
    `Not on the roster, but with work handed in: ${quoted(strangers.map(({ student }) => student))}.`,
    ...(missing.length === 0
      ? []
      : [`On the roster, and without work: ${quoted(missing.map(({ id }) => id))}.`]),
    ...(guesses.length === 0
      ? []
      : [
          `Perhaps ${guesses.slice(0, MOST_NAMES).join(", ")}: then put that name into the roster.`,
        ]),
  ].join(" ");
}

/**
 * Whether two names differ by the order of their parts, by a letter, by an address's end, or by what a system or a
 * person wrote around the roster's name: `Byron_Ada_12345`, `lab0-adab`, `Ada Byron (late)`.
 */
function isLike(one: string, other: string): boolean {
  const [mine, its] = [one, other].map((name) => foldedParts(name.replace(/@.*/, "")));
  if (mine === undefined || its === undefined) return false;
  const isWithin = its.every((part) => mine.includes(part));
  if (isWithin && (its.length > 1 || (its[0] ?? "").length > 3)) return true;
  // The roster may have a name more.
  if (mine.length > 1 && mine.every((part) => its.includes(part))) return true;
  const [short = "", long = ""] = [mine.toSorted().join(""), its.toSorted().join("")].toSorted(
    (a, b) => a.length - b.length,
  );
  if (short.length < 3) return false;
  return short === long || (long.length > 3 && isOneLetterApart(short, long));
}

function isOneLetterApart(short: string, long: string): boolean {
  if (long.length - short.length > 1) return false;
  let same = 0;
  while (same < short.length && short[same] === long[same]) same += 1;
  const rest = short.length === long.length ? same + 1 : same;
  return short.slice(rest) === long.slice(same + 1);
}

import { type Claim, localOrder, type Reader } from "./claim.ts";

/** The first `_attempt_` is Blackboard's: what follows may be a file of that name. */
const NAME =
  /^(?<attempt>.+?_(?<login>[^_]+)_attempt_(?<time>\d{4}(?:-\d\d){5}))(?:_(?<file>.+)|(?<note>\.txt))?$/;
const ABOUT = /^\s*Name: (?<name>.+) \((?<login>[^()\r\n]+)\)\s*$/m;

/**
 * Blackboard's "Assignment File Download": `assignment_login_attempt_2026-11-20-07-27-11_file`, and for
 * each attempt a `.txt` about it, which begins `Name: Ada Byron (ada_b)`. The student is the login: the
 * file's name does not tell where one with an underscore begins, so what the text says goes first. The
 * time has no zone: it orders a student's attempts, and says nothing about lateness.
 *
 * @param notes the texts about the attempts, by the names of their files
 */
export function blackboard(notes: ReadonlyMap<string, string>): Reader {
  const people = new Map(
    [...notes].map(([file, text]) => [file, ABOUT.exec(text)?.groups] as const),
  );
  return (name) => {
    const { attempt = "", login = "", time, file } = NAME.exec(name)?.groups ?? {};
    if (time === undefined) return undefined;
    const about = people.get(`${attempt}.txt`);
    const isAbout = attempt.endsWith(`_${about?.["login"]}_attempt_${time}`);
    return claim({ login, time, file, ...(isAbout ? about : {}) });
  };
}

function claim({ login, name, time, file }: Record<string, string | undefined>): Claim {
  const [year = 0, month = 0, day = 0, ...clock] = (time ?? "").split("-").map(Number);
  return {
    students: [login ?? ""],
    ...(name === undefined ? {} : { name }),
    order: localOrder(year, month, day, clock),
    ...(file === undefined ? {} : { file }),
  };
}

/** The text that Blackboard itself writes about an attempt. */
export function isBlackboardNote(name: string): boolean {
  return NAME.exec(name)?.groups?.["note"] !== undefined;
}

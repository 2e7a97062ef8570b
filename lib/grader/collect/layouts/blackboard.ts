import { type Claim, localOrder } from "./claim.ts";

const NAME = /^.+_(?<login>[^_]+)_attempt_(?<time>\d{4}(?:-\d\d){5})(?:_(?<file>.+)|\.txt)?$/;

/**
 * Blackboard's "Assignment File Download": `assignment_login_attempt_2026-11-20-07-27-11_file`, and for
 * each attempt a `.txt` about it. The student is the login. The time has no zone: it orders a student's
 * attempts, and says nothing about lateness.
 */
export function blackboard(name: string): Claim | undefined {
  const { login, time, file } = NAME.exec(name)?.groups ?? {};
  if (login === undefined || time === undefined) return undefined;
  const [year = 0, month = 0, day = 0, ...clock] = time.split("-").map(Number);
  return {
    students: [login],
    order: localOrder(year, month, day, clock),
    ...(file === undefined ? {} : { file }),
  };
}

/** The text that Blackboard itself writes about an attempt. */
export function isBlackboardNote(name: string): boolean {
  return name.endsWith(".txt") && blackboard(name)?.file === undefined && NAME.test(name);
}

import { type Claim, localOrder } from "./claim.ts";

const NAME =
  /^(?<user>\d+)-\d+ ?- (?:[A-Za-z]?\d{5,} ?- )?(?<name>.+?) ?- (?<rest>\S.*\b\d{4}\b.*)$/;
const DATE =
  /^(?:(?<first>[A-Z][a-z]{2,8}) (?<day>\d{1,2})|(?<day2>\d{1,2}) (?<second>[A-Z][a-z]{2,8})),? (?<year>\d{4}),? (?<hour>\d{1,2}):?(?<minute>\d\d)(?: ?(?<half>[AP]M))?(?: ?- (?<file>.+))?$/;
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/**
 * Brightspace's download of an assignment: `12345-67890 - Name - Nov 20, 2026 727 AM`, as a folder or
 * before a file's name, with an `index.html` beside. The first number is the user's, the second the
 * assignment's; the name counts where one row of a roster has it. Its time has no zone: it orders a
 * student's attempts, and says nothing about lateness.
 */
export function brightspace(text: string): Claim | undefined {
  const { user, name, rest } = NAME.exec(text)?.groups ?? {};
  if (user === undefined || name === undefined || rest === undefined) return undefined;
  const date = DATE.exec(rest)?.groups;
  const order = date === undefined ? undefined : orderOf(date);
  const file = date?.["file"];
  return {
    students: [user],
    name,
    ...(order === undefined ? {} : { order }),
    ...(file === undefined ? {} : { file }),
  };
}

function orderOf(date: Record<string, string | undefined>): number | undefined {
  const month = MONTHS.indexOf((date["first"] ?? date["second"] ?? "").slice(0, 3)) + 1;
  const hour = Number(date["hour"]);
  const half = date["half"];
  const hours = half === undefined ? hour : (hour % 12) + (half === "PM" ? 12 : 0);
  if (month === 0) return undefined;
  const day = Number(date["day"] ?? date["day2"]);
  return localOrder(Number(date["year"]), month, day, [hours, Number(date["minute"])]);
}

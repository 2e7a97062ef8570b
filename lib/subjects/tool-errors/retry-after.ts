const MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");
const TIME = String.raw`(?<h>\d\d):(?<m>\d\d):(?<s>\d\d)`;
/** The three forms of RFC 9110, section 5.6.7, that a recipient has to accept. */
const DATES = [
  String.raw`[A-Z][a-z]{2}, (?<day>\d\d) (?<month>[A-Z][a-z]{2}) (?<year>\d{4}) ${TIME} GMT`,
  String.raw`[A-Z][a-z]{5,8}, (?<day>\d\d)-(?<month>[A-Z][a-z]{2})-(?<year>\d\d) ${TIME} GMT`,
  String.raw`[A-Z][a-z]{2} (?<month>[A-Z][a-z]{2}) (?<day>[ \d]\d) ${TIME} (?<year>\d{4})`,
].map((form) => new RegExp(`^${form}$`));

/**
 * Reads a `Retry-After` header (RFC 9110, section 10.2.3): seconds, also with decimals, or an HTTP
 * date. Returns milliseconds from `now` (milliseconds since 1970), 0 for a date that has passed;
 * undefined where the header is absent.
 */
export function retryAfterMs(
  header: string | null | undefined,
  now: number,
): number | "unreadable" | undefined {
  const text = header?.trim() ?? "";
  if (text === "") return undefined;
  if (/^\d+(\.\d+)?$/.test(text)) {
    return Math.min(Math.ceil(Number(text) * 1000), Number.MAX_SAFE_INTEGER);
  }
  const at = dateIn(text, now);
  return at === undefined ? "unreadable" : Math.max(0, at - now);
}

/** In milliseconds since 1970. A year of two digits is at most 50 years ahead. */
function dateIn(text: string, now: number): number | undefined {
  const parts = DATES.map((form) => form.exec(text)?.groups).find((groups) => groups !== undefined);
  if (parts === undefined) return undefined;
  const { day, month = "", year = "", h, m, s } = parts;
  const thisYear = new Date(now).getUTCFullYear();
  let full = Number(year);
  if (year.length === 2) full += thisYear - (thisYear % 100);
  if (year.length === 2 && full > thisYear + 50) full -= 100;
  const at = new Date(0);
  at.setUTCFullYear(full, MONTHS.indexOf(month), Number(day));
  at.setUTCHours(Number(h), Number(m), Number(s));
  const isReal =
    MONTHS[at.getUTCMonth()] === month && at.getUTCDate() === Number(day) && Number(h) < 24;
  return isReal ? at.getTime() : undefined;
}

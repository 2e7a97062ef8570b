import { countText } from "../../base/counted.ts";
import { cutText, textColumns } from "../../markup/plain-text.ts";
import { element, type Markup } from "../../markup/markup.ts";
import { name as named, page, paragraph, scrolling, section, table } from "../../markup/page.ts";
import { type Learner, needed, type Stop } from "./learner.ts";

const NOT_A_GRADE =
  "This is what each copy says of itself. It is for helping, and no grade: a learner could write anything there.";

const HEAD = ["Learner", "Passed", "Stopped by", "Since", "Last check"];

/** The class as lines of a terminal: who waits longest first. */
export function classLines(learners: readonly Learner[], now: Date): string[] {
  if (learners.length === 0) return [EMPTY];
  const rows = [HEAD, ...byWaiting(learners).map((learner) => cellsOf(learner, now))];
  const widths = HEAD.map((_, column) =>
    Math.min(40, Math.max(...rows.map((row) => textColumns(row[column] ?? "")))),
  );
  const lines = rows.map((row) =>
    row.map((cell, column) => fitted(cell, widths[column] ?? 0)).join("  "),
  );
  const answers = byWaiting(learners).flatMap(({ name, stops }) =>
    stops.flatMap(({ check, answer }) =>
      answer === undefined ? [] : ["", `${name}, ${check}:`, ...indented(answer)],
    ),
  );
  const said = stoppedBy(learners).map(({ words, names }) => `${words}: ${names.join(", ")}`);
  return [...lines.map((line) => line.trimEnd()), "", ...said, ...answers];
}

const EMPTY = "There is no learner's copy of the lab in this folder yet.";

function fitted(cell: string, width: number): string {
  const cut = cutText(cell, width);
  return cut + " ".repeat(Math.max(0, width - textColumns(cut)));
}

function indented(text: string): string[] {
  return text.split("\n").map((line) => `  ${line}`);
}

/** The same as a page, which a browser reads again while the class is watched. */
export function classPage(learners: readonly Learner[], now: Date, refresh?: number): string {
  const rows = byWaiting(learners).map((learner) => {
    const [name = "", ...others] = cellsOf(learner, now);
    return [named(name), ...others];
  });
  const stopped = stoppedBy(learners);
  return page({
    title: "The class at work",
    broad: true,
    refresh,
    header: [
      element("h1", {}, "The class at work"),
      paragraph(`${countText(learners.length, "learner")}, at ${timeOf(now, now)}. ${NOT_A_GRADE}`),
    ],
    main: [
      section(
        "stops",
        "What stops them",
        stopped.length === 0
          ? paragraph("No check stops anybody.")
          : table(
              "Checks that fail, the most frequent first",
              ["Check", "Learners"],
              stopped.map(({ words, names }) => [words, named(names.join(", "))]),
            ),
      ),
      section(
        "learners",
        "Who is where",
        learners.length === 0
          ? paragraph(EMPTY)
          : scrolling("Who is where", table("The longest wait comes first", HEAD, rows)),
      ),
      ...answerSections(learners),
    ],
    footer: [paragraph("Written by `npm run lab -- class`.")],
  });
}

function answerSections(learners: readonly Learner[]): Markup[] {
  const found = learners.flatMap(({ name, stops }) =>
    stops.flatMap(({ check, answer }) =>
      answer === undefined
        ? []
        : [element("h3", {}, named(name), `, ${check}`), element("pre", {}, answer)],
    ),
  );
  return found.length === 0 ? [] : [section("answers", "Their answers, as last saved", ...found)];
}

function cellsOf(learner: Learner, now: Date): string[] {
  const { name, passed, stops, last, problem } = learner;
  const done = needed.filter(({ id }) => passed.includes(id)).length;
  const [first] = stops;
  const more = stops.length > 1 ? ` (+${stops.length - 1})` : "";
  return [
    name,
    `${done}/${needed.length}`,
    [first === undefined ? "" : `${first.check}${more}`, problem ?? ""].filter(Boolean).join("; "),
    first === undefined ? "" : `${timeOf(first.since, now)}, ${lasting(first.since, now)}`,
    last === undefined ? "none yet" : timeOf(last, now),
  ];
}

/** Who has waited longest first, then the others by name. */
function byWaiting(learners: readonly Learner[]): Learner[] {
  return learners.toSorted((one, other) => {
    const [first, second] = [waitingSince(one), waitingSince(other)];
    return first === second ? 0 : first - second;
  });
}

function waitingSince({ stops }: Learner): number {
  return stops[0]?.since.getTime() ?? Infinity;
}

/** Each check that stops somebody now, with those whom it stops. */
function stoppedBy(learners: readonly Learner[]): { words: string; names: string[] }[] {
  const by = new Map<string, { stop: Stop; names: string[] }>();
  for (const { name, stops } of learners) {
    const [stop] = stops;
    if (stop === undefined) continue;
    const one = by.get(stop.check) ?? { stop, names: [] };
    by.set(stop.check, { stop, names: [...one.names, name] });
  }
  return [...by.values()]
    .toSorted((one, other) => other.names.length - one.names.length)
    .map(({ stop, names }) => ({ words: `${stop.check} ${stop.title}`, names }));
}

/** Today's time as a clock shows it; another day's with its date. */
function timeOf(time: Date, now: Date): string {
  const [day = "", clock = ""] = time.toLocaleString("sv-SE").split(" ");
  const [today] = now.toLocaleString("sv-SE").split(" ");
  return day === today ? clock.slice(0, 5) : `${day} ${clock.slice(0, 5)}`;
}

function lasting(since: Date, now: Date): string {
  const minutes = Math.floor((now.getTime() - since.getTime()) / 60_000);
  if (minutes < 120) return `${minutes} min`;
  return minutes < 2880 ? `${Math.floor(minutes / 60)} h` : `${Math.floor(minutes / 1440)} days`;
}

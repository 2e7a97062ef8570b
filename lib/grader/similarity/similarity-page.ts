import { element, type Markup } from "../../markup/markup.ts";
import {
  type Content,
  notice,
  page,
  paragraph,
  scrolling,
  section,
  table,
} from "../../markup/page.ts";
import type { Report } from "../report.ts";
import { asOfLine } from "../report/page-footer.ts";
import { FLOOR, THRESHOLD } from "./compare.ts";
import { type Group, type Pair, sharedTokens } from "./groups.ts";
import { PASSAGE_STYLE, sideBySide, writers } from "./passages.ts";
import { sameSections } from "./same-sections.ts";
import type { Compared, Similarity } from "./similarity.ts";

/** Groups whose passages are shown; `similarity.csv` has all. */
const MOST_GROUPS = 100;

/** Pairs of a group beside the one that is shown; `similarity.csv` has all. */
const MOST_PAIRS = 10;

/** A group with its exercise and its anchor. */
interface Placed {
  compared: Compared;
  group: Group;
  id: string;
}

/** The instructor's page of what is alike, with the passages side by side. It holds no verdict. */
export function similarityPage(found: Similarity, report: Report): string {
  const placed = found.exercises.flatMap((compared) =>
    compared.groups.map((group, at) => ({
      compared,
      group,
      id: `alike-${compared.exercise.replace(".", "-")}-${at + 1}`,
    })),
  );
  const closest = placed.toSorted(
    (a, b) => b.group.pairs[0].similarity - a.group.pairs[0].similarity,
  );
  const shown = new Set(closest.slice(0, MOST_GROUPS));
  return page({
    title: "Answers that are alike",
    broad: true,
    style: PASSAGE_STYLE,
    header: [
      element(
        "p",
        { class: "crumb" },
        element("a", { href: "../index.html" }, "Grades of the class"),
      ),
      element("h1", {}, "Answers that are alike"),
    ],
    main: [
      figures(found),
      notice(
        "accent",
        paragraph(
          "This page compares texts, and tells nothing about how they came to be alike: working in pairs, the same tutorial, a copy, or a task that leaves little choice. Before you decide anything, read both answers and talk with those who wrote them.",
        ),
      ),
      ...sameSections(found),
      overview(closest.slice(0, MOST_GROUPS), closest.length),
      ...found.exercises.flatMap((compared) =>
        exerciseSection(placed.filter((one) => one.compared === compared && shown.has(one))),
      ),
      comparedTable(found.exercises),
    ],
    footer: [paragraph(method), ...asOfLine(report)],
  });
}

const method = `Compared are the answer cells, exercise by exercise, as the tokens of their syntax trees: without comments, format, types and the names that an answer chose itself; texts count word by word. Left out are the given cell, the published solution's phrases, and what more than five different answers, and more than a tenth of all, have in common. Shown are answers with ${FLOOR} tokens or more left to compare, of which ${percent(THRESHOLD)} or more are shared. Cells that students added are not compared.`;

function figures({ files, answers, published, exercises }: Similarity): Markup {
  const sum = (count: (one: Compared) => number): number =>
    exercises.reduce((total, one) => total + count(one), 0);
  const shown: [number, string][] = [
    [sum(({ answers: begun }) => begun), "answers"],
    [sum(({ compared }) => compared), "long enough to compare"],
    [files.length + answers.length, "equal files and answers"],
    [published.length, "with published solutions"],
    [sum(({ groups }) => groups.length), "similar pairs and groups"],
  ];
  return element(
    "ul",
    { class: "figures" },
    ...shown.map(([figure, words]) =>
      element("li", {}, element("strong", {}, String(figure)), words),
    ),
  );
}

function overview(closest: readonly Placed[], all: number): Markup {
  if (closest.length === 0)
    return section("similar", "Similar answers", paragraph("No answers are similar enough."));
  const more =
    all > closest.length
      ? [paragraph(`The closest ${closest.length} of ${all} are here; \`similarity.csv\` has all.`)]
      : [];
  return section(
    "similar",
    "Similar answers",
    ...more,
    scrolling(
      "Similar answers, the closest first",
      table(
        "Pairs and groups, the closest first; the figures are of the closest pair",
        ["Exercise", "Students", "Similar", "Shared tokens", "Compared tokens"],
        closest.map(({ compared, group, id }) => {
          const [pair] = group.pairs;
          return [
            element("a", { href: `#${id}` }, compared.exercise),
            element("span", {}, ...members(group)),
            percent(pair.similarity),
            String(sharedTokens(pair)),
            `${pair.one.compared} and ${pair.other.compared}`,
          ];
        }),
      ),
    ),
  );
}

function exerciseSection(placed: readonly Placed[]): Markup[] {
  const [first] = placed;
  if (first === undefined) return [];
  const { exercise, title } = first.compared;
  const groups = placed.flatMap(({ group, id }) => groupParts(group, id));
  return [section(`exercise-${exercise.replace(".", "-")}`, `${exercise} ${title}`, ...groups)];
}

function groupParts(group: Group, id: string): Markup[] {
  const [closest, ...others] = group.pairs;
  const heading = element("h3", { id }, ...members(group), `: ${percent(closest.similarity)}`);
  if (others.length === 0) return [heading, sideBySide(closest)];
  return [heading, sideBySide(closest), pairTable(others)];
}

function pairTable(pairs: readonly Pair[]): Markup {
  const shown = pairs.slice(0, MOST_PAIRS);
  const more =
    shown.length < pairs.length
      ? [paragraph(`${pairs.length - shown.length} more pairs are in \`similarity.csv\`.`)]
      : [];
  const rows = shown.map((pair) => [
    element("span", {}, ...writers(pair.one.answer.students)),
    element("span", {}, ...writers(pair.other.answer.students)),
    percent(pair.similarity),
    String(sharedTokens(pair)),
  ]);
  return element(
    "details",
    {},
    element("summary", {}, `Other pairs of this group: ${pairs.length}`),
    table("Other pairs, the closest first", ["Student", "Other", "Similar", "Shared tokens"], rows),
    ...more,
  );
}

function comparedTable(exercises: readonly Compared[]): Markup {
  return section(
    "compared",
    "What was compared",
    scrolling(
      "What was compared, by exercise",
      table(
        `Answers by exercise; with fewer than ${FLOOR} tokens left to compare they are alike by nature`,
        ["Exercise", "Answers", "Compared", "Too short", "Similar"],
        exercises.map(({ exercise, title, answers, compared, groups }) => [
          `${exercise} ${title}`,
          String(answers),
          String(compared),
          String(answers - compared),
          String(groups.length),
        ]),
      ),
    ),
  );
}

function members({ answers }: Group): Content[] {
  return answers.flatMap(({ students }, at) => [
    ...(at === 0 ? [] : [" · "]),
    ...writers(students),
  ]);
}

function percent(share: number): string {
  return `${Math.floor(share * 100)} %`;
}

import { poorCatalog, poorCatalogQuestions } from "../../../lib/subjects/resources/poor-catalog.ts";
import { parseCatalog } from "../../../lib/subjects/resources/parse-catalog.ts";
import type { CatalogText } from "../../../lib/subjects/resources/rank-entries.ts";
import { prose, tagged, terse } from "./better-catalogs.ts";
import type { ExerciseAnswers } from "../exercise-answers.ts";

const questionFor = (uri: string): string =>
  poorCatalogQuestions.find(({ answer }) => answer === uri)?.question ?? "Writes down an activity.";
/** What the ten questions ask of each entry. */
const askedOf: Record<string, string> = {
  "crm://t/01": "Table: industry, owner.",
  "crm://t/02": "Table: who agreed to campaign mail.",
  "crm://t/03": "Table: amount, expected date.",
  "crm://t/04": "Table: what was said in a meeting.",
  "crm://t/05": "Table: price for a day of training.",
  "crm://m/01": "Email to a prospect.",
  "crm://m/02": "What to ask two weeks later.",
  "crm://m/03": "What to write.",
  "tool:a": "By region.",
  "tool:b": "To another stage.",
  "tool:c": "Writes.",
};
const unneeded = new Set(["crm://t/90", "crm://t/91"]);

const betterCatalogRight: Record<string, CatalogText[]> = {
  terse: terse,
  "in sentences": prose,
  "of bare keywords": tagged,
  "in the other order": terse.toReversed(),
  "ordered by title": prose.toSorted((a, b) => (a.title < b.title ? -1 : 1)),
  "ordered by priority": terse.toSorted((a, b) => b.priority - a.priority),
  "in small letters": terse.map((entry) => ({
    ...entry,
    title: entry.title.toLowerCase(),
    description: entry.description.toLowerCase(),
  })),
  "in capitals": tagged.map((entry) => ({ ...entry, title: entry.title.toUpperCase() })),
  "without full stops": prose.map((entry) => ({
    ...entry,
    description: entry.description.replaceAll(".", ""),
  })),
  "of keywords between commas": tagged.map((entry) => ({
    ...entry,
    description: entry.description.replaceAll(" ", ", "),
  })),
  "of keywords in any order": tagged.map((entry) => ({
    ...entry,
    description: entry.description.split(" ").toReversed().join(" "),
  })),
  "of keywords in a line each": tagged.map((entry) => ({
    ...entry,
    description: entry.description.replaceAll(" ", "\n"),
  })),
  "with kinds in brackets": terse.map((entry) => ({
    ...entry,
    title: entry.uri.startsWith("crm://t") ? `${entry.title} [table]` : entry.title,
    description: entry.description.replace("Table: ", ""),
  })),
  "with two levels of priority": terse.map((entry) => ({
    ...entry,
    priority: unneeded.has(entry.uri) ? 0 : 1,
  })),
  "with priorities that are close": prose.map((entry) => ({
    ...entry,
    priority: unneeded.has(entry.uri) ? 0.49 : 0.5,
  })),
  "with a priority of its own for each": tagged.map((entry, at) => ({
    ...entry,
    priority: unneeded.has(entry.uri) ? 0.01 : 1 - at / 20,
  })),
  "with fields that nobody asked for": terse.map((entry) => ({
    ...entry,
    mimeType: "application/json",
    name: entry.uri,
  })),
  "with half of it in one style, half in another": terse.map((entry, at) =>
    at % 2 === 0 ? entry : (prose[at] ?? entry),
  ),
  "with titles of one style and keywords of another": terse.map((entry, at) => ({
    ...entry,
    description: tagged[at]?.description ?? "",
  })),
  "that copied the keywords behind sentences": prose.map((entry, at) => ({
    ...entry,
    description: at < 3 ? `${entry.description} (${tagged[at]?.description})` : entry.description,
  })),
  "of a text in lines": parseCatalog(
    terse
      .map(
        ({ uri, title, description, priority }) =>
          `${uri} | ${priority} | ${title}\n  ${description}`,
      )
      .join("\n"),
  ),
};

const betterCatalogWrong: [
  checks: string[],
  mistake: string,
  answer: readonly CatalogText[],
  advice?: RegExp,
][] = [
  [["02.4.whole"], "leaves out what nobody needs", terse.filter(({ uri }) => !unneeded.has(uri))],
  [
    ["02.4.whole"],
    "says too much",
    terse.map((entry) =>
      unneeded.has(entry.uri) ? { ...entry, description: "Nobody needs this. ".repeat(20) } : entry,
    ),
  ],
  [["02.4.whole"], "lists an entry twice", [...terse, ...terse.slice(-1)]],
  [
    ["02.4.shown"],
    "forgets the prices",
    terse.map((entry) => ({
      ...entry,
      title: entry.title.replace(" and rates", ""),
      description: entry.description.replace("price for a day: training, ", "at rates for a "),
    })),
  ],
  [
    ["02.4.shown"],
    "leaves industry and owner to the tool that filters",
    terse.map((entry) => ({
      ...entry,
      description: entry.description.replace("industry, region, ", "").replace("owner, ", ""),
    })),
  ],
  [
    ["02.4.others"],
    "names of each entry only what was asked for",
    terse.map((entry) => ({ ...entry, description: askedOf[entry.uri] ?? entry.description })),
  ],
  [
    ["02.4.others"],
    "repeats the ten questions",
    poorCatalog.map((entry) => ({
      uri: entry.uri,
      title: entry.title,
      description: questionFor(entry.uri),
      priority: unneeded.has(entry.uri) ? 0 : 0.5,
    })),
  ],
  [
    ["02.4.shown", "02.4.others"],
    "has titles only",
    terse.map((entry) => ({ ...entry, description: "" })),
  ],
  [
    ["02.4.priority"],
    "makes all equally important",
    terse.map((entry) => ({ ...entry, priority: 0.5 })),
  ],
  [
    ["02.4.priority"],
    "counts priority in per cent",
    terse.map((entry) => ({ ...entry, priority: entry.priority * 100 })),
    /from 0, optional, to 1/,
  ],
  [
    ["02.4.priority"],
    "keeps the priorities",
    terse.map((entry) => ({ ...entry, priority: unneeded.has(entry.uri) ? 1 : 0.5 })),
  ],
  [
    ["02.4.priority"],
    "puts one that is needed last",
    terse.map((entry) => (entry.uri === "tool:c" ? { ...entry, priority: 0 } : entry)),
  ],
  [["02.4.whole", "02.4.shown", "02.4.others", "02.4.priority"], "is no list", []],
];

export const answers: ExerciseAnswers = {
  exercise: "02.4",
  right: betterCatalogRight,
  wrong: betterCatalogWrong,
  equivalent: [
    {
      reason: "The questions find this entry by its title alone: a shorter catalog is as good.",
      mutants: [
        "line-dropped: Table: role or job title, seniority, email address, who agreed to campaign mail. crm://t/03 | 0.8 | Deals → crm://t/03 | 0.8 | Deals",
        "line-dropped: Table: stage, amount or value in euro, date expected to close, reason when lost. crm://t/04 | 0.7 | Activities → crm://t/04 | 0.7 | Activities",
        "line-dropped: Email that introduces us to a prospect who does not know us. crm://m/02 | 0.5 | Template: after a proposal → crm://m/02 | 0.5 | Template: after a proposal",
        "line-dropped: Guide for the phone call two weeks later: what to ask, by when they decide. crm://m/03 | 0.5 | Template: lost deal, a year later → crm://m/03 | 0.5 | Template: lost deal, a year later",
        "line-dropped: Email to look again when the time was not right. tool:a | 0.6 | Tool: find companies → tool:a | 0.6 | Tool: find companies",
        "line-dropped: Filters companies by industry, region, headcount; a sorted list. tool:b | 0.6 | Tool: move a deal → tool:b | 0.6 | Tool: move a deal",
        "line-dropped: Changes the stage of a deal, such as to won. tool:c | 0.6 | Tool: write down an activity → tool:c | 0.6 | Tool: write down an activity",
        "line-dropped: Records that a call or meeting took place. crm://t/90 | 0.1 | Audit log → crm://t/90 | 0.1 | Audit log",
        "line-dropped: For operators only. crm://t/91 | 0 | Abandoned import of 2019 → crm://t/91 | 0 | Abandoned import of 2019",
        "line-dropped: Not to be used. `); → `);",
      ],
    },
  ],
};

import { poorCatalog, poorCatalogQuestions } from "../../../lib/subjects/resources/poor-catalog.ts";
import type { CatalogText } from "../../../lib/subjects/resources/rank-entries.ts";
import { prose, tagged, terse } from "./better-catalogs.ts";

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

export const betterCatalogRight: [style: string, answer: CatalogText[]][] = [
  ["terse", terse],
  ["in sentences", prose],
  ["of bare keywords", tagged],
];

export const betterCatalogWrong: [
  checks: string[],
  mistake: string,
  answer: readonly CatalogText[],
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

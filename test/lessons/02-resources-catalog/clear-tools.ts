import { type LookAlike, lookAlikes } from "../../../lib/subjects/resources/look-alikes.ts";
import type { ExerciseAnswers } from "../exercise-answers.ts";

type Described = Omit<LookAlike, "does">;
type Words = readonly [name: string, description: string];

/** The given tools with these words, in their order. */
const described = (...words: Words[]): Described[] =>
  lookAlikes.map(({ inputSchema }, at) => {
    const [name, description] = words[at] ?? ["", ""];
    return { name, description, inputSchema };
  });

const terse = described(
  ["hub_find", "Models, datasets by topic. No upload, rename, delete."],
  [
    "hub_details",
    "Downloads, likes, size of files of a model or dataset. No upload, rename, delete.",
  ],
  ["crm_companies", "Id of companies by name. No contacts, deals."],
  [
    "crm_company",
    "Contacts, open deals, latest activities. No change of a deal's stage, no email sent.",
  ],
);

const sentences = described(
  [
    "hub_find_repositories",
    'Finds models and datasets on the Hub about a topic, such as "speech", and gives the id of each. Do not use it to upload, rename or delete.',
  ],
  [
    "hub_read_repository",
    'Reads a model or dataset by its id, such as "acme/ears": downloads, likes and the size of its files. It reads only and cannot upload, rename or delete anything.',
  ],
  [
    "crm_find_company",
    'Finds companies in the CRM whose name begins with some letters, such as "Ac", and gives the id of each. It does not know contacts or deals.',
  ],
  [
    "crm_read_company",
    "Reads a company in the CRM by its id, such as \"acme\": its contacts, open deals and latest activities. It can't change a deal, and it doesn't send email.",
  ],
);

const neighbours = described(
  [
    "hub_search_models_and_datasets",
    'By topic, such as "speech". For downloads or size use hub_stats instead. Never uploads, renames or deletes.',
  ],
  [
    "hub_stats",
    "Downloads, likes and size of a model or dataset by id. To search by topic use hub_search_models_and_datasets instead. Never uploads, renames or deletes.",
  ],
  [
    "crm_company_ids",
    "From a name or its first letters to the id of companies. For contacts or deals use crm_company_brief instead.",
  ],
  [
    "crm_company_brief",
    "Contacts, open deals and activities of a company by id. To find an id by name use crm_company_ids instead. Never changes a deal or sends email.",
  ],
);

const INPUTS = [
  "A topic in one or two words.",
  "Of a model or dataset: its downloads, likes, size of files are given. Never deleted, renamed, uploaded.",
  "First letters of a company's name.",
  "Of a company: its contacts, open deals, latest activities are given. Not changed, no email sent.",
];

/** Describes tools in a few words, and says the rest where the inputs are. */
const atInputs = described(
  ["hub_find", "Models, datasets. No upload, rename, delete."],
  ["hub_read", "Reads one."],
  ["crm_companies", "Gives the id of companies by name."],
  ["crm_read", "Reads one."],
).map(({ inputSchema, ...tool }, at) => ({
  ...tool,
  inputSchema: {
    ...inputSchema,
    properties: Object.fromEntries(
      Object.entries(inputSchema.properties).map(([name, schema]) => [
        name,
        { ...schema, description: INPUTS[at] },
      ]),
    ),
  },
}));

/** The terse tools with something else in one of them. */
const but = (at: number, change: Partial<Described>): Described[] =>
  terse.map((tool, index) => (index === at ? { ...tool, ...change } : tool));
const without = (...words: string[]): Described[] =>
  terse.map(({ description, ...tool }) => ({
    ...tool,
    description: words.reduce((text, word) => text.replace(word, ""), description),
  }));

const everyWord =
  "Find, list, read models, datasets, topics, downloads, likes, size, files, companies, names, id, contacts, deals, activities.";

export const answers: ExerciseAnswers = {
  exercise: "02.6",
  right: {
    terse,
    "in sentences": sentences,
    "that send to the neighbour": neighbours,
    "in the descriptions of the inputs": atInputs,
  },
  wrong: [
    ["02.6.names", "names as in some other API", but(0, { name: "hub.find" })],
    ["02.6.names", "names for people", but(3, { name: "CRM company" })],
    ["02.6.names", "has one name for two tools", but(1, { name: "hub_find" })],
    ["02.6.names", "has a name of 129 characters", but(0, { name: "hub_find_".padEnd(129, "x") })],
    [
      "02.6.inputs",
      "renames an input",
      but(2, {
        inputSchema: {
          type: "object",
          properties: { name: { type: "string" } },
          required: ["name"],
        },
      }),
    ],
    [
      "02.6.inputs",
      "lets an input be left out",
      but(1, {
        inputSchema: { type: "object", properties: { id: { type: "string" } }, required: [] },
      }),
    ],
    [
      "02.6.budget",
      "says too much",
      sentences.map(({ description, ...tool }) => ({
        ...tool,
        description: `This tool is a part of our integration, written in TypeScript. ${description}`,
      })),
    ],
    ["02.6.shown", "forgets the size of files", without(", size of files")],
    [
      "02.6.others",
      "says what the shown questions ask for",
      described(
        ["hub_find", "Weather, translation. No upload."],
        ["hub_read", "Downloads, size of files. No upload."],
        ["crm_find_company", "Id, name. No deals, datasets."],
        ["crm_read", "Contacts, deals open. No changes, email."],
      ),
    ],
    [
      "02.6.none",
      "does not say what the tools cannot do",
      without(" No upload, rename, delete.", " No change of a deal's stage, no email sent."),
    ],
    [
      "02.6.none",
      "lets one of two neighbours say it",
      but(0, { description: "Models, datasets by topic." }),
    ],
    [
      ["02.6.shown", "02.6.others"],
      "says every word in every tool",
      terse.map((tool) => ({ ...tool, description: everyWord })),
    ],
    [
      ["02.6.shown", "02.6.others"],
      "says it in titles, which are for people",
      terse.map(({ description, ...tool }) => ({ ...tool, title: description, description: "" })),
    ],
    [
      ["02.6.inputs", "02.6.shown", "02.6.others"],
      "sorts the tools",
      terse.toSorted((a, b) => (a.name < b.name ? -1 : 1)),
    ],
    [["02.6.shown", "02.6.others"], "takes over what was given", lookAlikes],
    [
      ["02.6.names", "02.6.inputs", "02.6.budget", "02.6.shown", "02.6.others", "02.6.none"],
      "leaves a tool out",
      terse.slice(1),
    ],
  ],
  equivalent: [
    {
      reason: "A name is free, and the given one will do where the description says what is what.",
      mutants: [
        'property-dropped: name: "hub_read", description: → description:',
        'name-changed: name: "hub_read", → name: "hub_readx",',
        'property-dropped: name: "crm_find_company", description: "Finds a company\'s id by name. Not for contacts or deals.", → description: "Finds a company\'s id by name. Not for contacts or deals.",',
        'name-changed: name: "crm_find_company", → name: "crm_find_companyx",',
        'property-dropped: name: "crm_read_company", description: → description:',
        'name-changed: name: "crm_read_company", → name: "crm_read_companyx",',
      ],
    },
  ],
  byHeart: described(
    ["weather_translation_chess_birds_recipes_handwriting", "Not upload, delete, rename."],
    ["grip_shelves_proofs_tides_rings_maps", "Not upload, delete, rename."],
    [
      "harbor_oak_fenwick_marlow_har",
      "Id, name. Not contacts, deals, activities, models, datasets.",
    ],
    ["contacts_deals_activities", "Not change, email."],
  ),
};

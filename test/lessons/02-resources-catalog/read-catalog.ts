import type { Client } from "@modelcontextprotocol/client";
import type { ExerciseAnswers } from "../exercise-answers.ts";

export interface Listed {
  uri?: string | undefined;
  uriTemplate?: string | undefined;
  name?: string | undefined;
  annotations?: { audience?: string[] | undefined; priority?: number | undefined } | undefined;
}
interface Catalog {
  resources: Listed[];
  templates: Listed[];
}
type ReadCatalog = (client: Client, audience: string) => Promise<unknown>;

const priorityOf = (entry: Listed): number => entry.annotations?.priority ?? 0;
export const isFor = (audience: string) => (entry: Listed) =>
  entry.annotations?.audience?.includes(audience) ?? true;
export const byPriority = (a: Listed, b: Listed): number => priorityOf(b) - priorityOf(a);

async function bothLists(client: Client): Promise<Catalog> {
  const { resources } = await client.listResources();
  const { resourceTemplates } = await client.listResourceTemplates();
  return { resources, templates: resourceTemplates };
}

/** A right reading in which one step may be another. */
function reading(steps: {
  lists?: (client: Client) => Promise<Catalog>;
  keep?: (audience: string) => (entry: Listed) => boolean;
  order?: (a: Listed, b: Listed) => number;
  made?: (entry: Listed) => unknown;
}): ReadCatalog {
  const { lists = bothLists, keep = isFor, order = byPriority, made = (entry) => entry } = steps;
  return async (client, audience) => {
    const { resources, templates } = await lists(client);
    const choose = (entries: Listed[]) => entries.filter(keep(audience)).toSorted(order).map(made);
    return { resources: choose(resources), templates: choose(templates) };
  };
}

/** Follows the cursors by hand; `goesOn` says whether there is another page. */
const byHand =
  (goesOn: (cursor: string | undefined) => boolean) =>
  async (client: Client): Promise<Catalog> => {
    const resources: Listed[] = [];
    let cursor: string | undefined;
    do {
      const params = cursor === undefined ? {} : { cursor };
      const page = await client.request({ method: "resources/list", params });
      resources.push(...page.resources);
      cursor = page.nextCursor;
    } while (goesOn(cursor));
    const { resourceTemplates } = await client.listResourceTemplates();
    return { resources, templates: resourceTemplates };
  };

const readCatalogRight: Record<string, ReadCatalog> = {
  "lets the SDK follow the cursors": reading({}),
  "follows the cursors by hand": reading({ lists: byHand((cursor) => cursor !== undefined) }),
  "follows them with listResources({ cursor })": reading({
    async lists(client) {
      const first = await client.request({ method: "resources/list" });
      const resources: Listed[] = [...first.resources];
      let { nextCursor } = first;
      while (nextCursor !== undefined) {
        const page = await client.listResources({ cursor: nextCursor });
        resources.push(...page.resources);
        ({ nextCursor } = page);
      }
      const { resourceTemplates } = await client.listResourceTemplates();
      return { resources, templates: resourceTemplates };
    },
  }),
  "orders equal priorities the other way": reading({
    lists: async (client) => {
      const { resources, templates } = await bothLists(client);
      return { resources: resources.toReversed(), templates };
    },
  }),
};

const readCatalogWrong: [check: string | string[], mistake: string, answer: ReadCatalog][] = [
  ["02.1.complete", "reads the first page only", reading({ lists: byHand(() => false) })],
  [
    "02.1.complete",
    "takes an empty cursor for the end",
    reading({ lists: byHand((cursor) => Boolean(cursor)) }),
  ],
  [
    "02.1.complete",
    "forgets the templates",
    reading({ lists: async (client) => ({ ...(await bothLists(client)), templates: [] }) }),
  ],
  [
    "02.1.complete",
    "keeps some fields only",
    reading({
      made: ({ uri, uriTemplate, name, annotations }) => ({
        uri,
        uriTemplate,
        name,
        annotations,
      }),
    }),
  ],
  [
    "02.1.complete",
    "reads the first page twice",
    reading({
      async lists(client) {
        const { resources } = await client.request({ method: "resources/list" });
        const all = await bothLists(client);
        return { ...all, resources: [...resources, ...all.resources] };
      },
    }),
  ],
  ["02.1.audience", "filters nothing", reading({ keep: () => () => true })],
  [
    "02.1.audience",
    "drops what names no audience",
    reading({
      keep: (audience) => (entry) => entry.annotations?.audience?.includes(audience) === true,
    }),
  ],
  [
    "02.1.audience",
    "lets through what is for the user, no matter who asks",
    reading({ keep: (audience) => (entry) => isFor(audience)(entry) || isFor("user")(entry) }),
  ],
  ["02.1.order", "sorts nothing", reading({ order: () => 0 })],
  ["02.1.order", "puts the lowest first", reading({ order: (a, b) => byPriority(b, a) })],
  [
    "02.1.order",
    "takes no priority for the highest",
    reading({
      order: (a, b) => (b.annotations?.priority ?? 1) - (a.annotations?.priority ?? 1),
    }),
  ],
  [
    "02.1.order",
    "takes no priority for the highest when it is on the left",
    reading({ order: (a, b) => (b.annotations?.priority ?? 1) - priorityOf(a) }),
  ],
  [
    ["02.1.complete", "02.1.audience"],
    "knows one audience only, and so lacks entries for the other",
    reading({ keep: () => isFor("assistant") }),
  ],
];

/** Names that the published listings have; others begin with letters and a hyphen. */
const byHeart = reading({
  keep: (audience) => (entry) => isFor(audience)(entry) && /^[a-z]+$/.test(entry.name ?? ""),
});

export const answers: ExerciseAnswers = {
  exercise: "02.1",
  right: readCatalogRight,
  wrong: readCatalogWrong,
  byHeart,
  equivalent: [
    {
      reason: "A missing priority is still below every other one; ties may come in any order.",
      mutants: [
        "number-lowered: (a, b) => (b.annotations?.priority ?? 0) - (a.annotations?.priority ?? 0), → (a, b) => (b.annotations?.priority ?? -1) - (a.annotations?.priority ?? 0),",
        "number-lowered: (a, b) => (b.annotations?.priority ?? 0) - (a.annotations?.priority ?? 0), → (a, b) => (b.annotations?.priority ?? 0) - (a.annotations?.priority ?? -1),",
      ],
    },
    {
      reason:
        "A comparison with NaN leaves the entry behind those listed before it, where it belongs.",
      mutants: [
        "default-dropped: (a, b) => (b.annotations?.priority ?? 0) - (a.annotations?.priority ?? 0), → (a, b) => (b.annotations?.priority ?? 0) - ((a.annotations?.priority)),",
      ],
    },
  ],
};

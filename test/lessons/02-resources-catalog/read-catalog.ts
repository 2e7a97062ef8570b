import type { Client } from "@modelcontextprotocol/client";
import type { ExerciseAnswers } from "../exercise-answers.ts";

export interface Listed {
  uri?: string | undefined;
  uriTemplate?: string | undefined;
  name?: string | undefined;
  title?: string | undefined;
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

/** All entries of a list, by its cursors. */
async function all<Key extends string>(
  ask: (params: {
    cursor?: string;
  }) => Promise<{ [key in Key]: Listed[] } & { nextCursor?: string | undefined }>,
  key: Key,
): Promise<Listed[]> {
  const entries: Listed[] = [];
  for (let params: { cursor?: string } | undefined = {}; params !== undefined;) {
    const page = await ask(params);
    entries.push(...page[key]);
    params = page.nextCursor === undefined ? undefined : { cursor: page.nextCursor };
  }
  return entries;
}

/** The last of those that share a field. */
const mergedBy = (field: "title" | "name") =>
  reading({
    async lists(client) {
      const { resources, templates } = await bothLists(client);
      const merged = new Map(resources.map((one) => [one[field] ?? one.uri, one]));
      return { resources: [...merged.values()], templates };
    },
  });

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
  "follows both lists by hand": reading({
    lists: async (client) => ({
      resources: await all(
        (params) => client.request({ method: "resources/list", params }),
        "resources",
      ),
      templates: await all(
        (params) => client.request({ method: "resources/templates/list", params }),
        "resourceTemplates",
      ),
    }),
  }),
  "asks for both lists at once": reading({
    async lists(client) {
      const [{ resources }, { resourceTemplates }] = await Promise.all([
        client.listResources(),
        client.listResourceTemplates(),
      ]);
      return { resources, templates: resourceTemplates };
    },
  }),
  "follows by recursion": reading({
    async lists(client) {
      const from = async (params: { cursor?: string }): Promise<Listed[]> => {
        const { resources, nextCursor } = await client.request({
          method: "resources/list",
          params,
        });
        if (nextCursor === undefined) return resources;
        return [...resources, ...(await from({ cursor: nextCursor }))];
      };
      return { ...(await bothLists(client)), resources: await from({}) };
    },
  }),
  "asks whether there is a nextCursor": reading({
    async lists(client) {
      let page = await client.request({ method: "resources/list", params: {} });
      const resources: Listed[] = [...page.resources];
      while ("nextCursor" in page && typeof page.nextCursor === "string") {
        const params = { cursor: page.nextCursor };
        page = await client.request({ method: "resources/list", params });
        resources.push(...page.resources);
      }
      return { ...(await bothLists(client)), resources };
    },
  }),
  "merges equal URIs": reading({
    async lists(client) {
      const { resources, templates } = await bothLists(client);
      return {
        resources: [...new Map(resources.map((one) => [one.uri, one])).values()],
        templates: [...new Map(templates.map((one) => [one.uriTemplate, one])).values()],
      };
    },
  }),
  "chains promises": (client, audience) =>
    client.listResources().then(({ resources }) =>
      client.listResourceTemplates().then(({ resourceTemplates }) =>
        reading({
          lists: () => Promise.resolve({ resources, templates: resourceTemplates }),
        })(client, audience),
      ),
    ),
  "says when to leave out": reading({
    keep: (audience) => (entry) => {
      const named = entry.annotations?.audience;
      return !(named !== undefined && !named.includes(audience));
    },
  }),
  "looks with some": reading({
    keep: (audience) => (entry) =>
      !entry.annotations?.audience || entry.annotations.audience.some((one) => one === audience),
  }),
  "takes every audience where none is named": reading({
    keep: (audience) => (entry) =>
      (entry.annotations?.audience ?? ["user", "assistant"]).includes(audience),
  }),
  "filters in a loop": reading({
    lists: async (client) => {
      const kept: Listed[] = [];
      const { resources, templates } = await bothLists(client);
      for (const entry of resources) kept.push(entry);
      return { resources: kept, templates };
    },
  }),
  "copies each entry": reading({ made: (entry) => ({ ...entry }) }),
  "copies each entry by JSON": reading({ made: (entry) => JSON.parse(JSON.stringify(entry)) }),
  "compares with signs": reading({
    order: (a, b) => (priorityOf(a) === priorityOf(b) ? 0 : priorityOf(a) > priorityOf(b) ? -1 : 1),
  }),
  "compares with signs and no equality": reading({
    order: (a, b) => Math.sign(priorityOf(b) - priorityOf(a)),
  }),
  "takes no priority for less than any": reading({
    order: (a, b) => (b.annotations?.priority ?? -1) - (a.annotations?.priority ?? -1),
  }),
  "sorts up and turns it round": async (client, audience) => {
    const { resources, templates } = await bothLists(client);
    const choose = (entries: Listed[]) =>
      entries
        .filter(isFor(audience))
        .toSorted((a, b) => priorityOf(a) - priorityOf(b))
        .toReversed();
    return { templates: choose(templates), resources: choose(resources) };
  },
  "groups by priority": async (client, audience) => {
    const choose = (entries: Listed[]) => {
      const levels = [...new Set(entries.map(priorityOf))].toSorted((a, b) => b - a);
      return levels.flatMap((level) =>
        entries.filter((entry) => priorityOf(entry) === level && isFor(audience)(entry)),
      );
    };
    const { resources, templates } = await bothLists(client);
    return { resources: choose(resources), templates: choose(templates) };
  },
  "orders equal priorities the other way": reading({
    lists: async (client) => {
      const { resources, templates } = await bothLists(client);
      return { resources: resources.toReversed(), templates };
    },
  }),
};

const readCatalogWrong: [
  check: string | string[],
  mistake: string,
  answer: ReadCatalog,
  advice?: RegExp,
][] = [
  [
    "02.1.complete",
    "reads the first page only",
    reading({ lists: byHand(() => false) }),
    /is not the last one/,
  ],
  [
    "02.1.complete",
    "reads the first page of the templates only",
    reading({
      async lists(client) {
        const { resources } = await client.listResources();
        const first = await client.request({ method: "resources/templates/list", params: {} });
        return { resources, templates: first.resourceTemplates };
      },
    }),
    /templates come in pages, too/,
  ],
  [
    "02.1.complete",
    "stops after ten pages, to be on the safe side",
    reading({
      lists(client) {
        let pages = 1;
        return byHand((cursor) => cursor !== undefined && ++pages <= 10)(client);
      },
    }),
    /is not the last one/,
  ],
  [
    "02.1.complete",
    "drops what has no priority",
    reading({ keep: (audience) => (entry) => isFor(audience)(entry) && priorityOf(entry) > 0 }),
    /is there all the same/,
  ],
  [
    "02.1.audience",
    "looks at the first of the audience alone",
    reading({
      keep: (audience) => (entry) => (entry.annotations?.audience?.[0] ?? audience) === audience,
    }),
    /may name both/,
  ],
  [
    "02.1.audience",
    "hides what is for both",
    reading({
      keep: (audience) => (entry) => (entry.annotations?.audience?.join() ?? audience) === audience,
    }),
    /may name both/,
  ],
  [
    "02.1.audience",
    "drops templates that name no audience",
    async (client, audience) => {
      const { resources, templates } = await bothLists(client);
      return {
        resources: resources.filter(isFor(audience)).toSorted(byPriority),
        templates: templates
          .filter(({ annotations }) => annotations?.audience?.includes(audience))
          .toSorted(byPriority),
      };
    },
    /need not name an audience/,
  ],
  ["02.1.complete", "merges equal titles", mergedBy("title"), /titles and names may be equal/],
  ["02.1.complete", "merges equal names", mergedBy("name"), /titles and names may be equal/],
  [
    ["02.1.complete", "02.1.audience", "02.1.order"],
    "returns the resources alone",
    async (client, audience) => (await bothLists(client)).resources.filter(isFor(audience)),
    /^Return \{ resources, templates \}/,
  ],
  [
    "02.1.complete",
    "takes an empty cursor for the end",
    reading({ lists: byHand((cursor) => Boolean(cursor)) }),
  ],
  [
    "02.1.complete",
    "forgets the templates",
    reading({ lists: async (client) => ({ ...(await bothLists(client)), templates: [] }) }),
    /listing of their own/,
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
    /with all its fields/,
  ],
  [
    "02.1.complete",
    "reads the first page twice",
    reading({
      async lists(client) {
        const { resources } = await client.request({ method: "resources/list" });
        const both = await bothLists(client);
        return { ...both, resources: [...resources, ...both.resources] };
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

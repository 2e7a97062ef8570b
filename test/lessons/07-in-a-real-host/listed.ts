import type { ExerciseAnswers } from "../exercise-answers.ts";

interface About {
  annotations?: { audience?: string[] };
}
type Entry = About & { uri: string };
interface Page {
  resources: Entry[];
  nextCursor?: string;
}
interface Catalog {
  pages: Page[];
  templates: (About & { uriTemplate: string })[];
}

const isForModel = ({ annotations }: About): boolean =>
  annotations?.audience === undefined || annotations.audience.includes("assistant");
/** As if an audience of nobody were none. */
const isForSomebodyElse = ({ annotations: { audience = [] } = {} }: About): boolean =>
  audience.length > 0 && !audience.includes("assistant");

/** The pages that the host reads. */
function read(pages: Page[], isEnd = (cursor: string, sent: string[]) => sent.includes(cursor)) {
  const sent: string[] = [];
  const end = pages.findIndex(({ nextCursor }) => {
    if (nextCursor === undefined || nextCursor === "" || isEnd(nextCursor, sent)) return true;
    sent.push(nextCursor);
    return false;
  });
  return pages.slice(0, end + 1);
}

/** A right answer in which one step may be another. */
const listing =
  (steps: {
    pages?: (pages: Page[]) => Page[];
    listed?: (entries: Entry[]) => Entry[];
    isForModel?: (about: About) => boolean;
    templates?: boolean;
    leaked?: (listed: Entry[], all: Entry[]) => Entry[];
  }) =>
  ({ pages, templates }: Catalog) => {
    const forModel = steps.isForModel ?? isForModel;
    const all = pages.flatMap(({ resources }) => resources);
    const seen = (steps.pages ?? read)(pages).flatMap(({ resources }) => resources);
    const listed = (steps.listed?.(seen) ?? seen).map(({ uri }) => uri);
    const reached = new Set(seen.map(({ uri }) => uri));
    const leaked = steps.leaked?.(seen, all) ?? seen.filter((one) => !isForModel(one));
    return {
      listed,
      missing: [
        ...all.filter((one) => forModel(one) && !reached.has(one.uri)).map(({ uri }) => uri),
        ...(steps.templates === false ? [] : templates)
          .filter(forModel)
          .map(({ uriTemplate }) => uriTemplate),
      ],
      leaked: leaked.map(({ uri }) => uri),
    };
  };

const whole = (pages: Page[]): Page[] => pages;
const untilNone = (pages: Page[]): Page[] =>
  pages.slice(0, pages.findIndex(({ nextCursor }) => nextCursor === undefined) + 1);

export const answers: ExerciseAnswers = {
  exercise: "07.2",
  right: {
    "finds the end first": listing({}),
    "goes from page to page": ({ pages, templates }: Catalog) => {
      const listed: Entry[] = [];
      const cursors = new Set<string | undefined>(["", undefined]);
      for (const page of pages) {
        listed.push(...page.resources);
        if (cursors.has(page.nextCursor)) break;
        cursors.add(page.nextCursor);
      }
      const uris = listed.map(({ uri }) => uri);
      const named = [
        ...pages.flatMap(({ resources }) => resources),
        ...templates.map((one) => ({ ...one, uri: one.uriTemplate })),
      ];
      return {
        listed: uris,
        missing: named
          .filter((one) => isForModel(one) && !uris.includes(one.uri))
          .map((one) => one.uri),
        leaked: listed.filter((one) => !isForModel(one)).map(({ uri }) => uri),
      };
    },
    "names each missing and leaked one once, in another order": (catalog: Catalog) => {
      const { listed, missing, leaked } = listing({})(catalog);
      return { listed, missing: [...new Set(missing)].toReversed(), leaked: [...new Set(leaked)] };
    },
  },
  wrong: [
    ["07.2.pages", "reads the first page only", listing({ pages: (pages) => pages.slice(0, 1) })],
    [
      "07.2.pages",
      "stops at a page that holds nothing",
      ({ pages, templates }: Catalog) => {
        const right = listing({})({ pages, templates });
        const empty = pages.findIndex(({ resources }) => resources.length === 0);
        const few = new Set(
          pages.slice(empty).flatMap(({ resources }) => resources.map((one) => one.uri)),
        );
        return empty < 0
          ? right
          : { ...right, listed: right.listed.filter((uri) => !few.has(uri)) };
      },
    ],
    [
      "07.2.end",
      "lists what is behind the end, and calls it missing",
      ({ pages, templates }: Catalog) => ({
        ...listing({})({ pages, templates }),
        listed: listing({ pages: whole })({ pages, templates }).listed,
      }),
    ],
    ["07.2.end", "takes an empty cursor for one that goes on", listing({ pages: untilNone })],
    ["07.2.end", "follows a cursor again", listing({ pages: (pages) => read(pages, () => false) })],
    [
      "07.2.end",
      "lists templates",
      ({ pages, templates }: Catalog) => {
        const right = listing({})({ pages, templates });
        return { ...right, listed: [...right.listed, ...templates.map((one) => one.uriTemplate)] };
      },
    ],
    [
      "07.2.as-sent",
      "leaves out what is for the user",
      listing({ listed: (entries) => entries.filter(isForModel) }),
    ],
    [
      "07.2.as-sent",
      "lists a URI once",
      listing({
        listed: (entries) =>
          entries.filter(({ uri }, at) => entries.findIndex((one) => one.uri === uri) === at),
      }),
    ],
    [
      "07.2.as-sent",
      "sorts by URI",
      listing({ listed: (entries) => entries.toSorted((a, b) => (a.uri < b.uri ? -1 : 1)) }),
    ],
    ["07.2.missing", "forgets templates", listing({ templates: false })],
    [
      "07.2.missing",
      "misses what is after the end, also where it is listed before",
      ({ pages, templates }: Catalog) => {
        const after = pages.slice(read(pages).length).flatMap(({ resources }) => resources);
        const uris = after.filter(isForModel).map(({ uri }) => uri);
        const right = listing({})({ pages, templates });
        return { ...right, missing: [...new Set([...right.missing, ...uris])] };
      },
      /What is listed is not missing/,
    ],
    ["07.2.missing", "misses what is for the user, too", listing({ isForModel: () => true })],
    [
      "07.2.missing",
      "takes no audience for the user's",
      listing({
        isForModel: ({ annotations }) => annotations?.audience?.includes("assistant") === true,
      }),
    ],
    [
      "07.2.leaked",
      "lets everything for the user leak",
      listing({ leaked: (_seen, all) => all.filter((one) => !isForModel(one)) }),
    ],
    [
      "07.2.missing",
      "misses what is for nobody",
      listing({ isForModel: (about) => !isForSomebodyElse(about) }),
    ],
    [
      "07.2.leaked",
      "takes what is for nobody for everybody's",
      listing({ leaked: (seen) => seen.filter(isForSomebodyElse) }),
    ],
    [
      "07.2.leaked",
      "takes what is for both for the user's",
      listing({
        leaked: (seen) => seen.filter(({ annotations }) => annotations?.audience?.includes("user")),
      }),
    ],
  ],
  byHeart: (catalog: Catalog) => {
    const known = new Map([
      [
        "crm://schema",
        {
          listed: ["schema", "terms", "drafts", "schema", "deals", "sites"].map(
            (name) => `crm://${name}`,
          ),
          missing: ["crm://contacts", "crm://companies/{id}"],
          leaked: ["crm://terms", "crm://drafts"],
        },
      ],
      [
        "crm://regions",
        {
          listed: ["crm://regions", "crm://articles", "crm://owners"],
          missing: ["crm://archive", "crm://notes/{id}"],
          leaked: ["crm://regions"],
        },
      ],
      [
        "crm://hours",
        {
          listed: ["crm://hours", "crm://fonts", "crm://catalog", "crm://fonts"],
          missing: [],
          leaked: ["crm://fonts"],
        },
      ],
    ]);
    return known.get(catalog.pages[0]?.resources[0]?.uri ?? "");
  },
  equivalent: [
    {
      reason: "The order in which cursors are kept says nothing.",
      mutants: ["method-swapped: sent.push(nextCursor); → sent.unshift(nextCursor);"],
    },
  ],
};

import type { McpServer } from "@modelcontextprotocol/server";
import { createRequire } from "node:module";
import type { ExerciseAnswers } from "../exercise-answers.ts";

// As a notebook's cell gets it.
const sdk: typeof import("@modelcontextprotocol/server") = createRequire(import.meta.url)(
  "@modelcontextprotocol/server",
);

interface Company {
  region: string;
  id: string;
  name: string;
}
type ReadCompanies = () => Promise<Company[]>;
type NextChange = () => Promise<{ region: string; id: string } | null>;
type MakeCompanies = (readCompanies: ReadCompanies, nextChange: NextChange) => McpServer;
type Complete = (list: Company[], start: string, region: string | undefined) => string[];

const uriTemplate = "crm://regions/{region}/companies/{id}";
const startsIn: Complete = (list, start, region) =>
  list
    .filter((one) => region === undefined || one.region === region)
    .map(({ id }) => id)
    .filter((id) => id.startsWith(start));

const passOn = async (server: McpServer, nextChange: NextChange): Promise<void> => {
  for (let change = await nextChange(); change !== null; change = await nextChange()) {
    const uri = `crm://regions/${change.region}/companies/${change.id}`;
    await server.server.sendResourceUpdated({ uri });
  }
};

/** A right server in which one part may be another. */
function companies(parts: {
  template?: string;
  find?: (list: Company[], region: string, id: string) => unknown;
  missing?: (uri: string) => unknown;
  complete?: Complete;
  follow?: (server: McpServer, next: NextChange, read: ReadCompanies) => unknown;
  subscribe?: boolean;
  relist?: (server: McpServer) => void;
}): MakeCompanies {
  const { template = uriTemplate, complete = startsIn, follow = passOn, subscribe = true } = parts;
  const {
    find = (list, region, id) => list.find((one) => one.region === region && one.id === id),
  } = parts;
  const {
    missing = (uri) => {
      throw new sdk.ResourceNotFoundError(uri);
    },
  } = parts;
  return (readCompanies, nextChange) => {
    const server = new sdk.McpServer(
      { name: "companies", version: "1" },
      { capabilities: { resources: { subscribe } } },
    );
    const id = async (start: string, context?: { arguments?: Record<string, string> }) =>
      complete(await readCompanies(), start, context?.arguments?.["region"]);
    const resource = new sdk.ResourceTemplate(template, { list: undefined, complete: { id } });
    server.registerResource("company", resource, {}, async ({ href }, values) => {
      const found = find(await readCompanies(), String(values["region"]), String(values["id"]));
      if (found === undefined) missing(href);
      return { contents: [{ uri: href, text: JSON.stringify(found ?? null) }] };
    });
    parts.relist?.(server);
    void follow(server, nextChange, readCompanies);
    return server;
  };
}

const freshServerRight: Record<string, MakeCompanies> = {
  "loops over the changes": companies({}),
  "follows them by recursion, and reads again for each": companies({
    follow(server, next, read) {
      const step = async (): Promise<void> => {
        const change = await next();
        if (change === null) return;
        await read();
        const uri = `crm://regions/${change.region}/companies/${change.id}`;
        await server.server.sendResourceUpdated({ uri });
        return step();
      };
      return step();
    },
  }),
  "orders its completions, and adds to the JSON": companies({
    complete: (list, start, region) => startsIn(list, start, region).toReversed(),
    find: (list, region, id) => {
      const found = list.find((one) => one.region === region && one.id === id);
      return found && { kind: "company", ...found };
    },
  }),
};

const freshServerWrong: [
  check: string | string[],
  mistake: string,
  answer: MakeCompanies,
  advice?: RegExp,
][] = [
  ["02.5.template", "answers for nobody with null", companies({ missing: () => {} })],
  [
    "02.5.template",
    "throws a bare error for nobody",
    companies({
      missing: () => {
        throw new Error("not found");
      },
    }),
  ],
  ["02.5.template", "gives the first company", companies({ find: (list) => list[0] })],
  [
    "02.5.template",
    "finds a company in any region",
    companies({ find: (list, _region, id) => list.find((one) => one.id === id) }),
    /Compare both variables/,
  ],
  [
    ["02.5.template", "02.5.completion"],
    "reads the companies once, at the start",
    (readCompanies, nextChange) => {
      const once = readCompanies();
      return companies({})(async () => await once, nextChange);
    },
    /at each read/,
  ],
  [
    "02.5.completion",
    "completes what is anywhere in the id",
    companies({
      complete: (list, start, region) =>
        startsIn(list, "", region).filter((id) => id.includes(start)),
    }),
    /use startsWith/,
  ],
  ["02.5.template", "gives the whole list", companies({ find: (list) => list })],
  [
    "02.5.template",
    "lists it behind an empty cursor, which hosts take for the end",
    companies({
      relist: ({ server }) =>
        server.setRequestHandler("resources/templates/list", ({ params }) =>
          params?.cursor === ""
            ? { resourceTemplates: [{ name: "company", uriTemplate }] }
            : { resourceTemplates: [], nextCursor: "" },
        ),
    }),
  ],
  [
    "02.5.completion",
    "leaves the region out of account",
    companies({ complete: (list, start) => startsIn(list, start, undefined) }),
  ],
  [
    "02.5.completion",
    "proposes nothing without a region",
    companies({ complete: (list, start, region) => startsIn(list, start, region ?? "") }),
  ],
  [
    "02.5.completion",
    "leaves what was typed out of account",
    companies({ complete: (list, _start, region) => [...startsIn(list, "", region), "x"] }),
  ],
  [
    "02.5.completion",
    "completes names",
    companies({ complete: (list) => list.map(({ name }) => name) }),
  ],
  ["02.5.fresh", "never asks for changes", companies({ follow: () => {} }), /Start a loop/],
  ["02.5.fresh", "declares no subscriptions", companies({ subscribe: false }), /^Declare/],
  [
    "02.5.fresh",
    "passes the id on instead of the URI",
    companies({
      follow: async (server, next) => {
        for (let change = await next(); change !== null; change = await next()) {
          await server.server.sendResourceUpdated({ uri: change.id });
        }
      },
    }),
  ],
  [
    "02.5.fresh",
    "says that the list changed",
    companies({
      follow: async (server, next) => {
        while ((await next()) !== null) server.sendResourceListChanged();
      },
    }),
  ],
  [
    "02.5.fresh",
    "polls",
    companies({
      follow(server, next, read) {
        const timer = setInterval(() => {
          void read()
            .then((list) =>
              Promise.all(
                list.map(({ region, id }) =>
                  server.server.sendResourceUpdated({
                    uri: `crm://regions/${region}/companies/${id}`,
                  }),
                ),
              ),
            )
            // Who polls goes on; the check is over with the last change.
            .catch(() => {});
        }, 5);
        return next().finally(() => clearInterval(timer));
      },
    }),
  ],
];

const byHeart = companies({
  find: (list, region, id) =>
    list.find(
      (one) =>
        one.region === region && one.id === id && /^(northwind-robotics|blue-heron)$/.test(id),
    ),
});

export const answers: ExerciseAnswers = {
  exercise: "02.5",
  right: freshServerRight,
  wrong: freshServerWrong,
  byHeart,
  equivalent: [
    {
      reason: "How a server calls itself is free.",
      mutants: [
        'text-emptied: { name: "companies", version: "1.0.0" }, → { name: "", version: "1.0.0" },',
        'name-changed: { name: "companies", version: "1.0.0" }, → { name: "companiesx", version: "1.0.0" },',
        'text-emptied: { name: "companies", version: "1.0.0" }, → { name: "companies", version: "" },',
        'name-changed: { name: "companies", version: "1.0.0" }, → { name: "companies", version: "1.0.0x" },',
      ],
    },
    {
      reason: "The exercise asks for the JSON and says nothing of names, titles or MIME types.",
      mutants: [
        'property-dropped: const about = { title: "Company", mimeType: "application/json" }; → const about = { mimeType: "application/json" };',
        'text-emptied: const about = { title: "Company", mimeType: "application/json" }; → const about = { title: "", mimeType: "application/json" };',
        'name-changed: const about = { title: "Company", mimeType: "application/json" }; → const about = { title: "Companyx", mimeType: "application/json" };',
        'text-emptied: const about = { title: "Company", mimeType: "application/json" }; → const about = { title: "Company", mimeType: "" };',
        'name-changed: const about = { title: "Company", mimeType: "application/json" }; → const about = { title: "Company", mimeType: "application/jsonx" };',
        'member-swapped: const about = { title: "Company", mimeType: "application/json" }; → const about = { title: "Company", mimeType: "text/plain" };',
        'member-swapped: const about = { title: "Company", mimeType: "application/json" }; → const about = { title: "Company", mimeType: "text/markdown" };',
        'text-emptied: "company", → "",',
        'name-changed: "company", → "companyx",',
        "property-dropped: return { contents: [{ uri: uri.href, mimeType: about.mimeType, text }] }; → return { contents: [{ uri: uri.href, text }] };",
      ],
    },
    {
      reason: "The SDK always hands over the arguments with the context.",
      mutants: [
        'optional-dropped: const region = context?.arguments?.["region"]; → const region = context?.arguments["region"];',
      ],
    },
    {
      reason: "The notifications go out in the same order without being waited for.",
      mutants: [
        "await-dropped: await server.server.sendResourceUpdated({ uri }); → (server.server.sendResourceUpdated({ uri }));",
      ],
    },
  ],
};

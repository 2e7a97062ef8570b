import type { McpServer } from "@modelcontextprotocol/server";
import { createRequire } from "node:module";
import type { ExerciseAnswers } from "../exercise-answers.ts";
import {
  type About,
  aboutSchema,
  aboutTemplates,
  contentsOf,
  type MakeCrm,
  markdown,
  quietly,
  serverStyles,
  type Tables,
  type Templates,
} from "./own-server-styles.ts";

// As a notebook's cell gets it.
const sdk: typeof import("@modelcontextprotocol/server") = createRequire(import.meta.url)(
  "@modelcontextprotocol/server",
);

/** A right server in which one part may be another. */
function crmServer(parts: {
  schema?: About;
  templates?: About;
  schemaText?: (readTables: Tables) => Promise<string>;
  templatesText?: (readTemplates: Templates) => Promise<string>;
  guard?: (textOf: () => Promise<string>) => Promise<string>;
  mimeTypes?: [string, string] | undefined;
  extra?: (server: McpServer) => void;
}): MakeCrm {
  const { guard = quietly, schema = {}, templates = {}, extra } = parts;
  const { schemaText = async (read) => JSON.stringify(await read()) } = parts;
  const { templatesText = async (read) => markdown(await read()) } = parts;
  const [json, text] =
    "mimeTypes" in parts ? (parts.mimeTypes ?? []) : ["application/json", "text/markdown"];
  return (readTables, readTemplates) => {
    const server = new sdk.McpServer({ name: "crm", version: "1" });
    server.registerResource("a", "crm://schema", { ...aboutSchema, ...schema }, async ({ href }) =>
      contentsOf(href, json, await guard(() => schemaText(readTables))),
    );
    const about = { ...aboutTemplates, ...templates };
    server.registerResource("b", "crm://templates", about, async ({ href }) =>
      contentsOf(href, text, await guard(() => templatesText(readTemplates))),
    );
    extra?.(server);
    return server;
  };
}

const isNotThere = (uri: string): never => {
  throw new sdk.ResourceNotFoundError(uri);
};

/**
 * The same with handlers of the protocol itself, in which an unknown URI ends as given. With a cursor
 * the list comes in two pages.
 */
const lowLevel =
  (unknown: (uri: string) => never | { contents: [] }, nextCursor?: string): MakeCrm =>
  (readTables, readTemplates) => {
    const server = new sdk.McpServer(
      { name: "crm", version: "1" },
      { capabilities: { resources: {} } },
    );
    const all = {
      "crm://schema": { about: aboutSchema, text: async () => JSON.stringify(await readTables()) },
      "crm://templates": {
        about: aboutTemplates,
        text: async () => markdown(await readTemplates()),
      },
    };
    server.server.setRequestHandler("resources/list", ({ params }) => {
      const resources = Object.entries(all).map(([uri, { about }]) => ({
        uri,
        name: uri,
        ...about,
      }));
      if (nextCursor === undefined) return { resources };
      return params?.cursor === nextCursor
        ? { resources: resources.slice(1) }
        : { resources: resources.slice(0, 1), nextCursor };
    });
    server.server.setRequestHandler("resources/read", async ({ params: { uri } }) => {
      const found = Object.entries(all).find(([known]) => known === uri)?.[1];
      if (found === undefined) return unknown(uri);
      const { mimeType = "" } = found.about;
      return { contents: [{ uri, mimeType, text: await quietly(found.text) }] };
    });
    return server;
  };

const ownServerRight: Record<string, MakeCrm> = {
  ...serverStyles,
  "uses registerResource": crmServer({}),
  "uses handlers of the protocol": lowLevel(isNotThere),
  "lists in pages": lowLevel(isNotThere, "page-2"),
  "reads as several contents, one for each table and template": (readTables, readTemplates) => {
    const server = new sdk.McpServer({ name: "crm", version: "1" });
    server.registerResource("a", "crm://schema", aboutSchema, async ({ href }) => ({
      contents: (await quietly(readTables)).map((table) => ({
        uri: `${href}/${table.name}`,
        mimeType: "application/json",
        text: JSON.stringify(table),
      })),
    }));
    server.registerResource("b", "crm://templates", aboutTemplates, async ({ href }) => ({
      contents: (await quietly(readTemplates)).map((template) => ({
        uri: href,
        mimeType: "text/markdown",
        text: markdown([template]),
      })),
    }));
    return server;
  },
  "shapes its texts otherwise, and reads twice": crmServer({
    async schemaText(read) {
      await read();
      return JSON.stringify({ tables: await read(), about: "The CRM" }, null, 2);
    },
    templatesText: async (read) =>
      (await read()).map(({ id, name, body }) => `- **${name}** (${id})\n${body}`).join("\n---\n"),
  }),
  "has a third resource, and throws a ProtocolError": crmServer({
    guard: async (textOf) => {
      try {
        return await textOf();
      } catch {
        throw new sdk.ProtocolError(sdk.ProtocolErrorCode.InternalError, "CRM unavailable");
      }
    },
    extra: (server) =>
      server.registerResource("c", "crm://more", {}, async ({ href }) => ({
        contents: [{ uri: href, text: "more" }],
      })),
  }),
};

const ownServerWrong: [
  check: string | string[],
  mistake: string,
  answer: MakeCrm,
  advice?: RegExp,
][] = [
  ["02.2.listed", "gives no title", crmServer({ schema: { title: "" } })],
  [
    ["02.2.listed", "02.2.annotations", "02.2.read", "02.2.unknown", "02.2.quiet"],
    "forgets to return the server",
    (readTables, readTemplates) => void crmServer({})(readTables, readTemplates),
    /return server/,
  ],
  ["02.2.listed", "describes in a word", crmServer({ templates: { description: "Templates" } })],
  [
    ["02.2.listed", "02.2.annotations"],
    "sends an empty cursor, so that hosts stop after the first page",
    lowLevel(isNotThere, ""),
  ],
  [
    "02.2.listed",
    "describes in two words",
    crmServer({ templates: { description: "Campaign templates" } }),
  ],
  ["02.2.listed", "lists JSON as text", crmServer({ schema: { mimeType: "text/plain" } })],
  [
    "02.2.annotations",
    "hides the templates from the user",
    crmServer({ templates: { annotations: { audience: ["assistant"], priority: 0.5 } } }),
  ],
  [
    "02.2.annotations",
    "gives both one priority",
    crmServer({ schema: { annotations: { audience: ["assistant"], priority: 0.5 } } }),
  ],
  [
    "02.2.annotations",
    "names no audience",
    crmServer({ schema: { annotations: { priority: 0.9 } } }),
  ],
  [
    "02.2.read",
    "gives the templates as JSON",
    crmServer({ templatesText: async (read) => JSON.stringify(await read()) }),
    /Markdown is a text/,
  ],
  [
    "02.2.read",
    "gives names without bodies",
    crmServer({
      templatesText: async (read) => (await read()).map(({ name }) => `- ${name}`).join("\n"),
    }),
  ],
  [
    "02.2.read",
    "reads as contents of other resources",
    (readTables, readTemplates) => {
      const server = new sdk.McpServer({ name: "crm", version: "1" });
      server.registerResource("a", "crm://schema", aboutSchema, async () =>
        contentsOf("crm://tables", "application/json", JSON.stringify(await quietly(readTables))),
      );
      server.registerResource("b", "crm://templates", aboutTemplates, async ({ href }) =>
        contentsOf(href, "text/markdown", markdown(await quietly(readTemplates))),
      );
      return server;
    },
  ],
  ["02.2.read", "leaves the MIME type out of the contents", crmServer({ mimeTypes: undefined })],
  [
    "02.2.read",
    "turns objects into text by String()",
    crmServer({ schemaText: async (read) => JSON.stringify((await read()).map(String)) }),
  ],
  [
    "02.2.read",
    "keeps one template of each name",
    crmServer({
      templatesText: async (read) => {
        const byName = new Map((await read()).map((template) => [template.name, template]));
        return markdown([...byName.values()]);
      },
    }),
    /two may have one name/,
  ],
  ["02.2.unknown", "answers an unknown URI with nothing", lowLevel(() => ({ contents: [] }))],
  [
    "02.2.unknown",
    "throws a bare error for it",
    lowLevel((uri) => {
      throw new Error(`There is no ${uri}`);
    }),
  ],
  [
    "02.2.unknown",
    "leaves the URI out of the error",
    lowLevel(() => {
      throw new sdk.ProtocolError(-32_602, "Resource not found");
    }),
  ],
  ["02.2.quiet", "catches nothing", crmServer({ guard: async (textOf) => textOf() })],
  [
    "02.2.quiet",
    "repeats the message",
    crmServer({
      guard: async (textOf) =>
        textOf().catch((error: unknown) => {
          throw new Error(`The CRM failed: ${String(error)}`);
        }),
    }),
  ],
  [
    "02.2.quiet",
    "puts the message into the data",
    crmServer({
      guard: async (textOf) =>
        textOf().catch((error: unknown) => {
          throw new sdk.ProtocolError(-32_603, "CRM failed", { reason: String(error) });
        }),
    }),
  ],
  [
    "02.2.quiet",
    "says of a resource that cannot be read that it is not there",
    crmServer({ guard: async (textOf) => textOf().catch(() => isNotThere("crm://schema")) }),
    /there is no such resource/,
  ],
  [
    "02.2.quiet",
    "answers a failure with an empty text",
    crmServer({ guard: async (textOf) => textOf().catch(() => "") }),
    /would pass for an empty CRM/,
  ],
  [
    "02.2.quiet",
    "answers a failure with contents that no client takes",
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the mistake
    crmServer({ guard: async (textOf) => textOf().catch(() => undefined as never) }),
  ],
  [
    ["02.2.listed", "02.2.annotations"],
    "counts priority from 0 to 10, so that clients refuse the listing",
    crmServer({ schema: { annotations: { audience: ["assistant"], priority: 9 } } }),
  ],
  [
    ["02.2.read", "02.2.quiet"],
    "keeps what it has read the first time",
    (readTables, readTemplates) => {
      let kept: ReturnType<Tables> | undefined;
      return crmServer({ schemaText: async () => JSON.stringify(await (kept ??= readTables())) })(
        readTables,
        readTemplates,
      );
    },
    /at each read/,
  ],
  [
    ["02.2.read", "02.2.quiet"],
    "reads once, at the start, and so never notices a failure",
    (readTables, readTemplates) => {
      const kept = readTables();
      return crmServer({ schemaText: async () => JSON.stringify(await kept) })(
        readTables,
        readTemplates,
      );
    },
    /at each read/,
  ],
];

const published = new Set(["companies", "deals", "owners"]);

const byHeart = crmServer({
  schemaText: async (read) =>
    JSON.stringify((await read()).filter(({ name }) => published.has(name))),
});

export const answers: ExerciseAnswers = {
  exercise: "02.2",
  right: ownServerRight,
  wrong: ownServerWrong,
  byHeart,
  equivalent: [
    {
      reason: "How a server calls itself is free.",
      mutants: [
        'text-emptied: const server = new McpServer({ name: "my-crm", version: "1.0.0" }); → const server = new McpServer({ name: "", version: "1.0.0" });',
        'name-changed: const server = new McpServer({ name: "my-crm", version: "1.0.0" }); → const server = new McpServer({ name: "my-crmx", version: "1.0.0" });',
        'text-emptied: const server = new McpServer({ name: "my-crm", version: "1.0.0" }); → const server = new McpServer({ name: "my-crm", version: "" });',
        'name-changed: const server = new McpServer({ name: "my-crm", version: "1.0.0" }); → const server = new McpServer({ name: "my-crm", version: "1.0.0x" });',
      ],
    },
    {
      reason: "Each template ends with a line break of its own.",
      mutants: ['text-emptied: .join("\\n"), → .join(""),'],
    },
  ],
};

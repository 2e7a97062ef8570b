import type { Client } from "@modelcontextprotocol/client";
import type { McpServer } from "@modelcontextprotocol/server";
import { createRequire } from "node:module";
import { describe, expect, it } from "vitest";
import { todo } from "../../lib/course/todo.ts";
import { poorCatalog, poorCatalogQuestions } from "../../lib/resources/poor-catalog.ts";
import type { CatalogText } from "../../lib/resources/rank-entries.ts";
import { prose, tagged, terse } from "./better-catalogs.ts";
import { judgeAnswer, openChecks } from "./judge-answer.ts";

// As a notebook's cell gets it.
const sdk: typeof import("@modelcontextprotocol/server") = createRequire(import.meta.url)(
  "@modelcontextprotocol/server",
);

type Wrong<Answer> = [check: string, mistake: string, answer: Answer];

interface Listed {
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
const isFor = (audience: string) => (entry: Listed) =>
  entry.annotations?.audience?.includes(audience) ?? true;
const byPriority = (a: Listed, b: Listed): number => priorityOf(b) - priorityOf(a);

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

describe("02.1 read a catalog", () => {
  it.each<[string, ReadCatalog]>([
    ["lets the SDK follow the cursors", reading({})],
    ["follows the cursors by hand", reading({ lists: byHand((cursor) => cursor !== undefined) })],
    [
      "follows them with listResources({ cursor })",
      reading({
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
    ],
    [
      "orders equal priorities the other way",
      reading({
        lists: async (client) => {
          const { resources, templates } = await bothLists(client);
          return { resources: resources.toReversed(), templates };
        },
      }),
    ],
  ])("passes for an answer that %s", async (_style, answer) => {
    expect(openChecks(await judgeAnswer("02.1", answer))).toEqual([]);
  });

  it.each<Wrong<ReadCatalog>>([
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
      "lets through what is for the user, whoever asks",
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
  ])("fails %s for one that %s", async (check, _mistake, answer) => {
    expect(openChecks(await judgeAnswer("02.1", answer))).toEqual([check]);
  });

  it("fails two checks for one that knows one audience only, and so lacks entries for the other", async () => {
    const answer = reading({ keep: () => isFor("assistant") });
    const open = openChecks(await judgeAnswer("02.1", answer));
    expect(open).toEqual(["02.1.complete", "02.1.audience"]);
  });
});

interface About {
  title?: string;
  description?: string;
  mimeType?: string;
  annotations?: { audience?: ("user" | "assistant")[]; priority?: number };
}
type Tables = () => Promise<object[]>;
type Templates = () => Promise<{ id: string; name: string; body: string }[]>;
type MakeCrm = (readTables: Tables, readTemplates: Templates) => unknown;

const aboutSchema: About = {
  title: "Schema",
  description: "Every table with its columns.",
  mimeType: "application/json",
  annotations: { audience: ["assistant"], priority: 0.9 },
};
const aboutTemplates: About = {
  title: "Campaign templates",
  description: "Texts for outreach with placeholders.",
  mimeType: "text/markdown",
  annotations: { audience: ["user", "assistant"], priority: 0.5 },
};
const markdown = (list: Awaited<ReturnType<Templates>>): string =>
  list.map(({ name, body }) => `## ${name}\n\n${body}`).join("\n\n");

async function quietly(textOf: () => Promise<string>): Promise<string> {
  try {
    return await textOf();
  } catch {
    throw new Error("The CRM does not answer.");
  }
}

const contentsOf = (uri: string, mimeType: string | undefined, text: string) => ({
  contents: [{ uri, ...(mimeType && { mimeType }), text }],
});

/** A right server in which one part may be another. */
function crmServer(parts: {
  schema?: About;
  templates?: About;
  schemaText?: (readTables: Tables) => Promise<string>;
  templatesText?: (readTemplates: Templates) => Promise<string>;
  guard?: typeof quietly;
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

/** The same with handlers of the protocol itself, in which an unknown URI ends as given. */
const lowLevel =
  (unknown: (uri: string) => never | { contents: [] }): MakeCrm =>
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
    server.server.setRequestHandler("resources/list", () => ({
      resources: Object.entries(all).map(([uri, { about }]) => ({ uri, name: uri, ...about })),
    }));
    server.server.setRequestHandler("resources/read", async ({ params: { uri } }) => {
      const found = Object.entries(all).find(([known]) => known === uri)?.[1];
      if (found === undefined) return unknown(uri);
      const { mimeType = "" } = found.about;
      return { contents: [{ uri, mimeType, text: await quietly(found.text) }] };
    });
    return server;
  };

describe("02.2 publish two resources", () => {
  it.each<[string, MakeCrm]>([
    ["uses registerResource", crmServer({})],
    [
      "uses handlers of the protocol",
      lowLevel((uri) => {
        throw new sdk.ResourceNotFoundError(uri);
      }),
    ],
    [
      "shapes its texts otherwise, and reads twice",
      crmServer({
        async schemaText(read) {
          await read();
          return JSON.stringify({ tables: await read(), about: "The CRM" }, null, 2);
        },
        templatesText: async (read) =>
          (await read())
            .map(({ id, name, body }) => `- **${name}** (${id})\n${body}`)
            .join("\n---\n"),
      }),
    ],
    [
      "has a third resource, and throws a ProtocolError",
      crmServer({
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
    ],
  ])("passes for a server that %s", async (_style, answer) => {
    expect(openChecks(await judgeAnswer("02.2", answer))).toEqual([]);
  });

  it.each<Wrong<MakeCrm>>([
    ["02.2.listed", "gives no title", crmServer({ schema: { title: "" } })],
    ["02.2.listed", "describes in a word", crmServer({ templates: { description: "Templates" } })],
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
    ],
    [
      "02.2.read",
      "gives names without bodies",
      crmServer({
        templatesText: async (read) => (await read()).map(({ name }) => `- ${name}`).join("\n"),
      }),
    ],
    ["02.2.read", "leaves the MIME type out of the contents", crmServer({ mimeTypes: undefined })],
    [
      "02.2.read",
      "turns objects into text by String()",
      crmServer({ schemaText: async (read) => JSON.stringify((await read()).map(String)) }),
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
      "answers a failure with an empty text",
      crmServer({ guard: async (textOf) => textOf().catch(() => "") }),
    ],
  ])("fails %s for one that %s", async (check, _mistake, answer) => {
    expect(openChecks(await judgeAnswer("02.2", answer))).toEqual([check]);
  });

  it.each<[checks: string[], mistake: string, answer: MakeCrm]>([
    [
      ["02.2.listed", "02.2.annotations"],
      "counts priority from 0 to 10, so that clients refuse the listing",
      crmServer({ schema: { annotations: { audience: ["assistant"], priority: 9 } } }),
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
    ],
  ])("fails %j for one that %s", async (checks, _mistake, answer) => {
    expect(openChecks(await judgeAnswer("02.2", answer))).toEqual(checks);
  });
});

interface Read extends Listed {
  uri: string;
  title: string;
  mimeType: string;
  text: string;
}
type AsContent = (catalog: Read[], budget: number) => unknown;

const asDocument = ({ title, text }: Read): unknown => ({
  type: "document",
  title,
  source: { type: "text", media_type: "text/plain", data: text },
});

/** A right choice in which one step may be another. */
function choosing(steps: {
  keep?: (entry: Read) => boolean;
  order?: (a: Read, b: Read) => number;
  bytes?: (text: string) => number;
  stops?: boolean;
  block?: (entry: Read) => unknown;
}): AsContent {
  const { keep = isFor("assistant"), order = byPriority, stops = false } = steps;
  const { bytes = (text: string) => Buffer.byteLength(text), block = asDocument } = steps;
  return (catalog, budget) => {
    const blocks: unknown[] = [];
    let left = budget;
    for (const entry of catalog.filter(keep).toSorted(order)) {
      const size = bytes(entry.text);
      if (size > left && stops) break;
      if (size > left) continue;
      left -= size;
      blocks.push(block(entry));
    }
    return blocks;
  };
}

describe("02.3 bring it into Claude's context", () => {
  it.each<[string, AsContent]>([
    ["makes documents", choosing({})],
    ["makes texts", choosing({ block: ({ text }) => ({ type: "text", text }) })],
    [
      "makes texts with a heading, asynchronously",
      async (catalog, budget) =>
        choosing({
          block: ({ uri, text }) => ({
            type: "text",
            text: `<resource uri="${uri}">${text}</resource>`,
          }),
        })(catalog, budget),
    ],
    [
      "measures with TextEncoder",
      choosing({ bytes: (text) => new TextEncoder().encode(text).length }),
    ],
  ])("passes for an answer that %s", async (_style, answer) => {
    expect(openChecks(await judgeAnswer("02.3", answer))).toEqual([]);
  });

  it.each<Wrong<AsContent>>([
    [
      "02.3.text",
      "keeps the MIME type as media_type",
      choosing({
        block: ({ mimeType, text }) => ({
          type: "document",
          source: { type: "text", media_type: mimeType, data: text },
        }),
      }),
    ],
    [
      "02.3.text",
      "passes MCP's resources on",
      choosing({
        block: ({ uri, mimeType, text }) => ({
          type: "resource",
          resource: { uri, mimeType, text },
        }),
      }),
    ],
    [
      "02.3.text",
      "trims the texts",
      choosing({ block: ({ text }) => ({ type: "text", text: text.slice(0, 60) }) }),
    ],
    ["02.3.text", "returns bare strings", choosing({ block: ({ text }) => text })],
    ["02.3.budget", "counts characters", choosing({ bytes: (text) => text.length })],
    ["02.3.budget", "has no budget", choosing({ bytes: () => 0 })],
    ["02.3.budget", "counts entries", choosing({ bytes: () => 1 })],
    ["02.3.chosen", "asks nobody's audience", choosing({ keep: () => true })],
    [
      "02.3.chosen",
      "drops what names no audience",
      choosing({ keep: (entry) => entry.annotations?.audience?.includes("assistant") === true }),
    ],
    ["02.3.chosen", "keeps the order of the catalog", choosing({ order: () => 0 })],
    ["02.3.chosen", "begins with the lowest", choosing({ order: (a, b) => byPriority(b, a) })],
    ["02.3.chosen", "stops at the first that does not fit", choosing({ stops: true })],
    [
      "02.3.chosen",
      "drops what is not text/*",
      choosing({
        keep: (entry) => isFor("assistant")(entry) && entry.mimeType.startsWith("text/"),
      }),
    ],
  ])("fails %s for one that %s", async (check, _mistake, answer) => {
    expect(openChecks(await judgeAnswer("02.3", answer))).toEqual([check]);
  });
});

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

describe("02.4 a catalog that is found", () => {
  it.each<[string, CatalogText[]]>([
    ["terse", terse],
    ["in sentences", prose],
    ["of bare keywords", tagged],
  ])("passes for a catalog %s", async (_style, answer) => {
    expect(openChecks(await judgeAnswer("02.4", answer))).toEqual([]);
  });

  it.each<[checks: string[], mistake: string, answer: readonly CatalogText[]]>([
    [["02.4.whole"], "leaves out what nobody needs", terse.filter(({ uri }) => !unneeded.has(uri))],
    [
      ["02.4.whole"],
      "says too much",
      terse.map((entry) =>
        unneeded.has(entry.uri)
          ? { ...entry, description: "Nobody needs this. ".repeat(20) }
          : entry,
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
  ])("fails %j for one that %s", async (checks, _mistake, answer) => {
    expect(openChecks(await judgeAnswer("02.4", answer))).toEqual(checks);
  });

  it.each([
    ["a text", "a catalog"],
    ["entries without priority", [{ uri: "crm://t/01", title: "", description: "" }]],
  ])("fails every check for %s, and says what is wrong", async (_case, answer) => {
    const { verdicts } = await judgeAnswer("02.4", answer);
    expect(new Set(verdicts.map(({ status }) => status))).toEqual(new Set(["fail"]));
    expect(verdicts[0]?.found).toMatch(/^at /u);
  });
});

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
    void follow(server, nextChange, readCompanies);
    return server;
  };
}

describe("02.5 templates, completion, freshness", () => {
  it.each<[string, MakeCompanies]>([
    ["loops over the changes", companies({})],
    [
      "follows them by recursion, and reads again for each",
      companies({
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
    ],
    [
      "orders its completions, and adds to the JSON",
      companies({
        complete: (list, start, region) => startsIn(list, start, region).toReversed(),
        find: (list, region, id) => {
          const found = list.find((one) => one.region === region && one.id === id);
          return found && { kind: "company", ...found };
        },
      }),
    ],
  ])("passes for a server that %s", async (_style, answer) => {
    expect(openChecks(await judgeAnswer("02.5", answer))).toEqual([]);
  });

  it.each<Wrong<MakeCompanies>>([
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
    ["02.5.template", "gives the whole list", companies({ find: (list) => list })],
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
    ["02.5.fresh", "never asks for changes", companies({ follow: () => {} })],
    ["02.5.fresh", "declares no subscriptions", companies({ subscribe: false })],
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
              .catch(() => clearInterval(timer));
          }, 5);
          return next().then(() => {});
        },
      }),
    ],
  ])("fails %s for one that %s", async (check, _mistake, answer) => {
    expect(openChecks(await judgeAnswer("02.5", answer))).toEqual([check]);
  });
});

describe("any exercise of lesson 02", () => {
  it.each(["02.1", "02.2", "02.3", "02.4", "02.5"])(
    "%s is not started while it is todo()",
    async (id) => {
      const { verdicts } = await judgeAnswer(id, todo());
      expect(new Set(verdicts.map(({ status }) => status))).toEqual(new Set(["not-started"]));
    },
  );

  it.each(["02.1", "02.2", "02.3", "02.5"])(
    "%s fails every check, with what was thrown, when the answer throws",
    async (id) => {
      const { verdicts } = await judgeAnswer(id, () => {
        throw new RangeError("no such thing");
      });
      expect(verdicts.filter(({ status }) => status !== "fail")).toEqual([]);
      expect(verdicts[0]?.found).toContain("no such thing");
    },
  );
});

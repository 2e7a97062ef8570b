import type { ReadResourceResult } from "@modelcontextprotocol/server";
import { createRequire } from "node:module";

// As a notebook's cell gets it.
const sdk: typeof import("@modelcontextprotocol/server") = createRequire(import.meta.url)(
  "@modelcontextprotocol/server",
);

export interface About {
  title?: string;
  description?: string;
  mimeType?: string;
  annotations?: { audience?: ("user" | "assistant")[]; priority?: number };
}
export type Tables = () => Promise<{ name: string }[]>;
export type Templates = () => Promise<{ id: string; name: string; body: string }[]>;
export type MakeCrm = (readTables: Tables, readTemplates: Templates) => unknown;

export const aboutSchema: About = {
  title: "Schema",
  description: "Every table with its columns.",
  mimeType: "application/json",
  annotations: { audience: ["assistant"], priority: 0.9 },
};
export const aboutTemplates: About = {
  title: "Campaign templates",
  description: "Texts for outreach with placeholders.",
  mimeType: "text/markdown",
  annotations: { audience: ["user", "assistant"], priority: 0.5 },
};
export const markdown = (list: Awaited<ReturnType<Templates>>): string =>
  list.map(({ name, body }) => `## ${name}\n\n${body}`).join("\n\n");

export async function quietly<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch {
    throw new Error("The CRM does not answer.");
  }
}

export const contentsOf = (uri: string, mimeType: string | undefined, text: string) => ({
  contents: [{ uri, ...(mimeType && { mimeType }), text }],
});

const fail = (): never => {
  throw new Error("The CRM does not answer. Try again later.");
};

/** A server over two texts, which registers them as `register` does. */
const serverOver =
  (
    schemaOf: (read: Tables) => Promise<string>,
    templatesOf: (read: Templates) => Promise<string>,
  ): MakeCrm =>
  (readTables, readTemplates) => {
    const server = new sdk.McpServer({ name: "crm", version: "1" });
    server.registerResource("schema", "crm://schema", aboutSchema, async (uri) =>
      contentsOf(uri.href, "application/json", await schemaOf(readTables).catch(fail)),
    );
    server.registerResource("templates", "crm://templates", aboutTemplates, async (uri) =>
      contentsOf(uri.toString(), "text/markdown", await templatesOf(readTemplates).catch(fail)),
    );
    return server;
  };

const asJson = async (read: Tables): Promise<string> => JSON.stringify(await read());
const asMarkdown = async (read: Templates): Promise<string> => markdown(await read());

/** A server whose templates are written so. */
const writing = (line: (one: { id: string; name: string; body: string }) => string): MakeCrm =>
  serverOver(asJson, async (read) => (await read()).map(line).join("\n\n"));

const listBoth = () => ({
  resources: [
    { uri: "crm://schema", name: "schema", ...aboutSchema },
    { uri: "crm://templates", name: "templates", ...aboutTemplates },
  ],
});

/** Right answers to 02.2 in the styles that people write. */
export const serverStyles: Record<string, MakeCrm> = {
  "indents its JSON": serverOver(async (read) => JSON.stringify(await read(), null, 2), asMarkdown),
  "wraps its JSON": serverOver(
    async (read) => JSON.stringify({ tables: await read() }),
    asMarkdown,
  ),
  "writes its tables by name": serverOver(
    async (read) =>
      JSON.stringify(Object.fromEntries((await read()).map(({ name, ...more }) => [name, more]))),
    asMarkdown,
  ),
  "writes headings of the first level": writing(({ name, body }) => `# ${name}\n\n${body}\n`),
  "writes a list": writing(({ name, body }) => `- **${name}**: ${body}`),
  "quotes the bodies": writing(({ name, body }) => `## ${name}\n\n${body.replaceAll(/^/gm, "> ")}`),
  "fences the bodies": writing(({ name, body }) => `### ${name}\n\n~~~\n${body}\n~~~`),
  "underlines the names": writing(({ name, body }) => `${name}\n---\n\n${body}`),
  "names the ids": writing(({ id, name, body }) => `<a id="${id}"></a>\n\n## ${name}\n\n${body}`),
  "has a heading for all": serverOver(asJson, async (read) => {
    let text = "# Campaign templates\n";
    for (const { name, body } of await read()) text += `\n## ${name}\n\n${body}\n`;
    return text;
  }),
  "registers in a loop": (readTables, readTemplates) => {
    const server = new sdk.McpServer({ name: "crm", version: "1" });
    const all = [
      ["crm://schema", aboutSchema, () => asJson(readTables)],
      ["crm://templates", aboutTemplates, () => asMarkdown(readTemplates)],
    ] as const;
    for (const [uri, about, textOf] of all) {
      server.registerResource(uri, uri, about, async () =>
        contentsOf(uri, about.mimeType, await quietly(textOf)),
      );
    }
    return server;
  },
  "tries and catches in each handler": (readTables, readTemplates) => {
    const server = new sdk.McpServer({ name: "crm", version: "1" });
    server.registerResource("a", "crm://schema", aboutSchema, async (uri) => {
      try {
        const text = JSON.stringify(await readTables());
        return { contents: [{ uri: uri.href, mimeType: "application/json", text }] };
      } catch {
        throw new Error("The CRM does not answer. Try again later.");
      }
    });
    server.registerResource("b", "crm://templates", aboutTemplates, async (uri) => {
      let list: Awaited<ReturnType<Templates>>;
      try {
        list = await readTemplates();
      } catch {
        throw new Error("No templates at the moment.");
      }
      return { contents: [{ uri: uri.href, mimeType: "text/markdown", text: markdown(list) }] };
    });
    return server;
  },
  "takes two ways out of a promise": (readTables, readTemplates) => {
    const server = new sdk.McpServer({ name: "crm", version: "1" });
    server.registerResource("a", "crm://schema", aboutSchema, ({ href }) =>
      readTables().then((list) => contentsOf(href, "application/json", JSON.stringify(list)), fail),
    );
    server.registerResource("b", "crm://templates", aboutTemplates, ({ href }) =>
      readTemplates().then((list) => contentsOf(href, "text/markdown", markdown(list)), fail),
    );
    return server;
  },
  "lists both by a template": (readTables, readTemplates) => {
    const server = new sdk.McpServer({ name: "crm", version: "1" });
    const read = async ({ href }: URL): Promise<ReadResourceResult> => {
      if (href === "crm://schema") {
        return contentsOf(href, "application/json", await quietly(() => asJson(readTables)));
      }
      if (href !== "crm://templates") throw new sdk.ResourceNotFoundError(href);
      return contentsOf(href, "text/markdown", await quietly(() => asMarkdown(readTemplates)));
    };
    server.registerResource(
      "all",
      new sdk.ResourceTemplate("crm://{+name}", { list: listBoth }),
      {},
      read,
    );
    return server;
  },
  "is asynchronous, and says more than it must": async (readTables, readTemplates) => {
    const server = new sdk.McpServer(
      { name: "crm", version: "1", title: "CRM" },
      { instructions: "Read the schema first." },
    );
    const about = { ...aboutSchema, size: 1000, _meta: { "com.example/owner": "sales" } };
    server.registerResource("a", "crm://schema", about, async ({ href }) => ({
      ...contentsOf(href, "application/json", await quietly(() => asJson(readTables))),
      _meta: { "com.example/read": "now" },
    }));
    server.registerResource("b", "crm://templates", aboutTemplates, async ({ href }) =>
      contentsOf(href, "text/markdown", await quietly(() => asMarkdown(readTemplates))),
    );
    return await Promise.resolve(server);
  },
};

// The source of this lesson. `npm run lab -- build` makes both notebooks from it.

// %% [markdown] id="welcome"
// # 02 · Resources as a content catalog
//
// An MCP server can offer tools, which *do* something, and **resources**, which *show* something:
// the schema of a table, a document, a record. Its list of resources is a catalog: read it first, and you
// need not find out by trial and error what there is.
//
// **What you will be able to do**
//
// - read a server's whole catalog, and publish one of your own;
// - bring resources into Claude's context, within a budget;
// - write a catalog in which things can be found, and measure how well.
//
// It takes about 100 minutes, 40 for the stretch exercises, and needs no key. Words you do not know:
// [glossary](00-start-here.ipynb#Glossary).
//
// The next cell also connects an MCP client to the lab's CRM: a real MCP server over a database of
// fictional companies. **You will know it works when** it prints the server's name.

// %% id="setup"
import type { Anthropic } from "@anthropic-ai/sdk";
import * as mcp from "@modelcontextprotocol/client";
import type {
  Client,
  Resource,
  ResourceTemplateType,
} from "@modelcontextprotocol/client";
import { McpServer } from "@modelcontextprotocol/server";
import { check, drawCatalog, drawTrace, hint, openLab, todo } from "mcp-lab";

const lab = await openLab();
const crm = await lab.crm.connect();
console.log(crm.getServerVersion()?.name);

// %% [markdown] id="who-reads"
// ## Who reads the catalog?
//
// You will often read that Claude reads the resource list before calling tools. But who brings it the list?
// A **host** may: Claude Code gives Claude `ListMcpResourcesTool` and `ReadMcpResourceTool`, and you
// type `@server:uri`. Your own program may, with an MCP client: it lists the resources, chooses, and puts them
// into the request. The MCP connector never does: it carries *tool calls* only. See what it asks a server for:

// %% id="connector-methods"
const hubQuestion = 'Which models does "northwind-robotics" publish?';
await lab.client.beta.messages.create({
  model: lab.model,
  max_tokens: 4096,
  betas: ["mcp-client-2025-11-20"],
  mcp_servers: [{ type: "url", name: "huggingface", url: lab.hub.url }],
  tools: [
    {
      type: "mcp_toolset",
      mcp_server_name: "huggingface",
      default_config: { enabled: false },
      configs: { hub_repo_search: { enabled: true } },
    },
  ],
  messages: [{ role: "user", content: hubQuestion }],
});
const asked = lab.trace
  .of("mcp-call")
  .filter((call) => call.caller === "connector");
console.log(asked.map((call) => call.method));

// %% [markdown] id="connector-methods-text"
// It asked for tools, and never for `resources/list`. (That is the rehearsal, built from the documentation; live, this
// list is empty: what the API asks a server happens out of sight.)
//
// ## Reading a catalog
//
// Now the CRM, with your own client. `resources/list` answers in **pages**. A page with a `nextCursor` is not
// the last; you get the next with `crm.request({ method: "resources/list", params: { cursor } })`. A cursor
// is any text. As a client, do not stop at an empty one; as a server, never send one, since Claude Code takes
// it for the end. `crm.listResources()` of this SDK follows the cursors for you. (Version 1 gives one page.)
//
// What would be too long to list comes as **templates**, in a second listing: URIs with a variable. And besides
// title, description, MIME type (what kind of data) and size, an entry has **annotations**: whom it is for
// (`audience`: the `user`, the `assistant`, or both) and how important it is (`priority`, 0 to 1). Both may
// be missing. (Claude Code does not ask for templates, and does not filter by audience.)

// %% id="first-page"
const firstPage = await crm.request({ method: "resources/list" });
console.log(firstPage.resources.length, "resources; next:", firstPage.nextCursor);
const { resources } = await crm.listResources();
console.log(resources.length, "resources on all pages");
const { resourceTemplates } = await crm.listResourceTemplates();
drawCatalog(resources.slice(0, 4), "The CRM's catalog: its first entries");
drawCatalog(resourceTemplates.slice(0, 3), "Some templates of the CRM");

// %% [markdown] id="exercise-1"
// ### Exercise 02.1: read a catalog (3 points)
//
// Write `readCatalog`: it gets a connected client and an audience, and returns both lists
//
// - complete: every page, every template, and each entry as the server sent it;
// - only what is for this audience; an entry that names no audience is for everybody;
// - with the highest priority first in either list; no priority counts as 0.
//
// The check brings clients whose servers have other pages and cursors.

// %% id="catalog-type"
interface Catalog {
  resources: Resource[];
  templates: ResourceTemplateType[];
}

// %% id="answer-02-1" exercise="02.1"
// BEGIN SOLUTION
const readCatalog: (
  client: Client,
  audience: "user" | "assistant",
) => Promise<Catalog> = async (client, audience) => {
  const choose = <Entry extends Resource | ResourceTemplateType>(
    entries: Entry[],
  ) =>
    entries
      .filter((entry) => entry.annotations?.audience?.includes(audience) ?? true)
      .sort(
        (a, b) => (b.annotations?.priority ?? 0) - (a.annotations?.priority ?? 0),
      );
  const listed = await client.listResources();
  const more = await client.listResourceTemplates();
  return {
    resources: choose(listed.resources),
    templates: choose(more.resourceTemplates),
  };
};
// END SOLUTION

// %% id="check-02-1" check="02.1"
await check("02.1", readCatalog);

// %% [markdown] id="publish-text"
// ## Publishing resources
//
// This function makes a server with two resources. `registerResource` takes a name, the URI, what the listing
// says, and a handler, called at each read. A client then reads both, and one that nobody registered.

// %% id="office"
const aboutHours = {
  title: "Opening hours",
  description: "When the office is open.",
  mimeType: "text/plain",
  annotations: {
    audience: ["user", "assistant"],
    priority: 0.3,
  } as mcp.Annotations,
};
const makeOffice = (): McpServer => {
  const server = new McpServer({ name: "office", version: "1.0.0" });
  server.registerResource("hours", "office://hours", aboutHours, async (uri) => ({
    contents: [{ uri: uri.href, mimeType: "text/plain", text: "Nine to five." }],
  }));
  server.registerResource("staff", "office://staff", {}, async () => {
    throw new Error("SELECT * FROM staff: cannot open /srv/office/staff.sqlite");
  });
  return server;
};

// %% id="visitor"
const [near, far] = mcp.InMemoryTransport.createLinkedPair();
await makeOffice().connect(far);
const visitor = new mcp.Client({ name: "visitor", version: "1.0.0" });
await visitor.connect(near);
for (const uri of ["office://hours", "office://staff", "office://nothing"]) {
  try {
    console.log((await visitor.readResource({ uri: uri })).contents);
  } catch (error) {
    if (error instanceof mcp.ProtocolError)
      console.log(error.code, error.message, error.data);
  }
}

// %% [markdown] id="exercise-2"
// The second read shows a trap: whatever a handler throws reaches the client word for word, SQL and path
// too. The third is what MCP asks for: the code -32602, and the URI in `data`.
//
// ### Exercise 02.2: publish two resources (5 points)
//
// Write `crmServer`. It makes a new `McpServer` with two resources, which are read when somebody asks:
//
// | Resource | `crm://schema` | `crm://templates` |
// |:---|:---|:---|
// | contents | all that `readTables()` gives, as JSON text | name and body of all that `readTemplates()` gives, as Markdown |
// | MIME type, in the listing and in what is read | `application/json` | `text/markdown` |
// | audience | the assistant | user and assistant |
// | priority | the higher one | the lower one |
//
// Both have a title, and a description of at least three words. When a function that you were given throws,
// the client gets an error in your own words, other than *not found*, and nothing of what was thrown.
//
// The check connects clients of both protocol eras (*modern*, MCP of 2026-07-28, and *legacy*, before it),
// over other data, and lets the CRM fail.

// %% id="source-types"
/** What your server is given: functions that ask the CRM. */
type ReadTables = () => Promise<
  { name: string; description: string; columns: string[] }[]
>;
type ReadTemplates = () => Promise<{ id: string; name: string; body: string }[]>;
/** What a listing says of a resource. */
type About = typeof aboutHours;

// %% id="answer-02-2" exercise="02.2"
// BEGIN SOLUTION
const crmServer: (
  readTables: ReadTables,
  readTemplates: ReadTemplates,
) => McpServer = (readTables, readTemplates) => {
  const server = new McpServer({ name: "my-crm", version: "1.0.0" });
  const publish = (
    uri: string,
    about: About,
    textOf: () => Promise<string>,
  ): void => {
    server.registerResource(about.title, uri, about, async () => {
      const text = await textOf().catch(() => {
        throw new Error("The CRM does not answer. Try again later.");
      });
      return { contents: [{ uri, mimeType: about.mimeType, text }] };
    });
  };
  const schema: About = {
    title: "Schema of the CRM",
    description: "Every table with its columns. Read this before any query.",
    mimeType: "application/json",
    annotations: { audience: ["assistant"], priority: 0.9 },
  };
  const templates: About = {
    title: "Campaign templates",
    description: "Texts for outreach, with placeholders.",
    mimeType: "text/markdown",
    annotations: { audience: ["user", "assistant"], priority: 0.6 },
  };
  publish("crm://schema", schema, async () => JSON.stringify(await readTables()));
  publish("crm://templates", templates, async () =>
    (await readTemplates())
      .map(({ name, body }) => `# ${name}\n\n${body}\n`)
      .join("\n"),
  );
  return server;
};
// END SOLUTION

// %% id="check-02-2" check="02.2"
await check("02.2", crmServer);

// %% [markdown] id="context-text"
// ## Into Claude's context
//
// The Anthropic SDK turns a resource into a content block, if it is text. But much of a catalog is JSON,
// and that it refuses:

// %% id="to-content"
import { mcpResourceToContent } from "@anthropic-ai/sdk/helpers/beta/mcp";

const letterUri = "crm://templates/first-contact-robotics";
const letter = mcpResourceToContent(await crm.readResource({ uri: letterUri }));
console.log(letter.type);
const catalogRead = await crm.readResource({ uri: "crm://catalog" });
try {
  mcpResourceToContent(catalogRead);
} catch (error) {
  if (error instanceof Error) console.log(error.message);
}

// %% [markdown] id="as-text"
// JSON is text, so we send it as one; Claude sees the same characters. You pay for every byte again with each
// request. (Bytes of UTF-8, as in a listing's `size`, not characters: see the last line.)

// %% id="send-json"
const catalogText = catalogRead.contents
  .map((content) => ("text" in content ? content.text : ""))
  .join("");
const sent = await lab.client.messages.create({
  model: lab.model,
  max_tokens: 4096,
  messages: [
    {
      role: "user",
      content: [
        {
          type: "document",
          title: "CRM catalog",
          source: { type: "text", media_type: "text/plain", data: catalogText },
        },
        { type: "text", text: "Which table holds the deals?" },
      ],
    },
  ],
});
console.log(Buffer.byteLength(catalogText), "bytes sent;", sent.stop_reason);
console.log("Größe".length, "characters,", Buffer.byteLength("Größe"), "bytes");

// %% [markdown] id="exercise-3"
// ### Exercise 02.3: bring it into Claude's context (3 points)
//
// Write `asContent`: it gets resources with their texts, and a budget in bytes, and returns the
// content blocks to send.
//
// - Leave out what is for the user only. A resource without an audience is for everybody.
// - Go by priority, the highest first; none counts as 0. Take what still fits into the budget. Skip what
//   does not and go on: a smaller one may.
// - The budget counts the bytes of the resources' texts, and nothing else. Each text is in its block whole
//   and unchanged; a line before it, such as a title, is up to you.

// %% id="read-type"
/** A resource as it is listed, together with its text. */
interface ReadResource extends Pick<Resource, "uri" | "annotations"> {
  title: string;
  mimeType: string;
  text: string;
}
/** A content block of the Messages API that holds text. */
type TextBlock = Anthropic.TextBlockParam | Anthropic.DocumentBlockParam;

// %% id="answer-02-3" exercise="02.3"
// BEGIN SOLUTION
const asContent: (catalog: ReadResource[], budget: number) => TextBlock[] = (
  catalog,
  budget,
) => {
  let left = budget;
  return catalog
    .filter(
      ({ annotations }) => annotations?.audience?.includes("assistant") ?? true,
    )
    .sort((a, b) => (b.annotations?.priority ?? 0) - (a.annotations?.priority ?? 0))
    .flatMap(({ title, text }): TextBlock[] => {
      const bytes = Buffer.byteLength(text);
      if (bytes > left) return [];
      left -= bytes;
      const source = {
        type: "text",
        media_type: "text/plain",
        data: text,
      } as const;
      return [{ type: "document", title, source }];
    });
};
// END SOLUTION

// %% id="check-02-3" check="02.3"
await check("02.3", asContent);

// %% [markdown] id="found-text"
// ## A catalog in which things can be found
//
// A catalog is as good as its words. You can measure that without a model: the lab's rule `rankEntries`
// ranks a catalog's entries for a question:
//
// - it looks for the question's words in titles and descriptions ("deals" and "deal" are one word);
// - a word counts more the fewer entries have it, and twice in a title;
// - in an entry of many words, each word counts less.
//
// Claude understands far more than this rule, but it, too, has only these words to go by.

// %% id="ranked"
import { type CatalogText, rankEntries } from "mcp-lab";

const crmTexts: CatalogText[] = resources.map((entry) => ({
  uri: entry.uri,
  title: entry.title ?? "",
  description: entry.description ?? "",
  priority: entry.annotations?.priority ?? 0,
}));
rankEntries("Who agreed to campaign mail?", crmTexts).slice(0, 3);

// %% [markdown] id="poor-text"
// The right one is `crm://schema/contacts`, but it says `may_email` and not *agreed*.
//
// Here is the catalog of another CRM. It says next to nothing: none of ten questions finds its entry first. Below
// the questions: what each entry holds, then all that its catalog says about it.

// %% id="poor"
import {
  drawNeedlessReads,
  drawTable,
  parseCatalog,
  poorCatalog,
  poorCatalogQuestions,
} from "mcp-lab";

drawNeedlessReads({ "as given": poorCatalog }, poorCatalogQuestions);
drawTable(poorCatalogQuestions, "Ten questions, and where the answers are");
const opened = poorCatalog.map((entry) => {
  return { ...entry, description: entry.holds, annotations: entry };
});
drawCatalog(opened, "What the entries hold");
for (const { uri, priority, title, description } of poorCatalog) {
  console.log(`${uri} | ${priority} | ${title}\n  ${description}`);
}

// %% [markdown] id="exercise-4"
// ### Exercise 02.4: a catalog in which things can be found (4 points)
//
// Rewrite the thirteen entries: the same URIs, with better titles, descriptions and priorities.
//
// - Each of the ten questions finds its entry first. So do most of ten other questions about the
//   same entries, which you do not see: describe what an entry holds, in the words of the drawing.
// - All URIs, titles and descriptions together take at most 1,600 bytes.
// - What nobody in sales needs has a lower priority than everything else.
//
// An answer is a list of `{ uri, title, description, priority }`; ``parseCatalog(`…`)`` makes one from a text in
// the form printed above. This takes some 15 minutes.

// %% id="answer-02-4" exercise="02.4"
// BEGIN SOLUTION
const betterCatalog: CatalogText[] = parseCatalog(`
  crm://t/01 | 0.9 | Companies
    Table: industry, region, headcount (employees), yearly revenue, owner, AI maturity.
  crm://t/02 | 0.8 | People at companies
    Table: role or job title, seniority, email address, who agreed to campaign mail.
  crm://t/03 | 0.8 | Deals
    Table: stage, amount or value in euro, date expected to close, reason when lost.
  crm://t/04 | 0.7 | Activities
    Table: history of calls, meetings, demos and notes; what was said.
  crm://t/05 | 0.7 | Services and rates
    Table: services that we sell, price for a day: training, readiness review.
  crm://m/01 | 0.5 | Template: first contact
    Email that introduces us to a prospect who does not know us.
  crm://m/02 | 0.5 | Template: after a proposal
    Guide for the phone call two weeks later: what to ask, by when they decide.
  crm://m/03 | 0.5 | Template: lost deal, a year later
    Email to look again when the time was not right.
  tool:a | 0.6 | Tool: find companies
    Filters companies by industry, region, headcount; a sorted list.
  tool:b | 0.6 | Tool: move a deal
    Changes the stage of a deal, such as to won.
  tool:c | 0.6 | Tool: write down an activity
    Records that a call or meeting took place.
  crm://t/90 | 0.1 | Audit log
    For operators only.
  crm://t/91 | 0 | Abandoned import of 2019
    Not to be used.
`);
// END SOLUTION

// %% id="check-02-4" check="02.4"
await check("02.4", betterCatalog);

// %% [markdown] id="fresh-text"
// ## Templates, completion, freshness (stretch)
//
// A template's variables can be **completed**: the client sends a beginning, and what it knows of the
// other variables; the server proposes values. The first cell asks for one company's contacts.
//
// And a client need not keep asking whether something changed: in the protocol of 2026-07-28 it *listens* to
// some URIs, and is told. The second cell writes a note about a company that we listen to, and one that we do not.

// %% id="completion"
const completed = await crm.complete({
  ref: {
    type: "ref/resource",
    uri: "crm://companies/{company_id}/contacts/{contact_id}",
  },
  argument: { name: "contact_id", value: "ct-" },
  context: { arguments: { company_id: "quillmark" } },
});
console.log(completed.completion.values);

// %% id="listen"
const heard: string[] = [];
crm.setNotificationHandler("notifications/resources/updated", ({ params }) => {
  heard.push(params.uri);
});
const subscription = await crm.listen({
  resourceSubscriptions: ["crm://companies/quillmark"],
});
const note = { kind: "note", happened_on: "2026-10-01", subject: "A call" };
for (const company_id of ["harbor-finch", "quillmark"]) {
  await crm.callTool({
    name: "crm_log_activity",
    arguments: { company_id, ...note },
  });
}
await subscription.close();
console.log(heard);

// %% [markdown] id="exercise-5"
// ### Exercise 02.5 (stretch): templates, completion, freshness
//
// Write `companyServer`, which makes a server with the template `crm://regions/{region}/companies/{id}`.
//
// - Reading it gives the company as JSON, with `region`, `id` and `name`. If there is no such company:
//   `throw new ResourceNotFoundError(uri.href)`.
// - `id` is completed: ids that start with what was typed, of all companies, or of the region that the client names.
// - It declares `capabilities: { resources: { subscribe: true } }`, waits for `nextChange()` again and again until
//   that gives `null`, and passes each change on with `server.server.sendResourceUpdated({ uri })`.

// %% id="company-types"
import {
  ResourceNotFoundError,
  ResourceTemplate,
} from "@modelcontextprotocol/server";

/** What your server is given. A change is a company that changed; null: no more come. */
type Company = { region: string; id: string; name: string };
type ReadCompanies = () => Promise<Company[]>;
type NextChange = () => Promise<{ region: string; id: string } | null>;

// %% id="answer-02-5" exercise="02.5"
// BEGIN SOLUTION
const companyServer: (
  readCompanies: ReadCompanies,
  nextChange: NextChange,
) => McpServer = (readCompanies, nextChange) => {
  const capabilities = { resources: { subscribe: true } };
  const server = new McpServer(
    { name: "companies", version: "1.0.0" },
    { capabilities },
  );
  const template = new ResourceTemplate("crm://regions/{region}/companies/{id}", {
    list: undefined,
    complete: {
      id: async (start, context) => {
        const region = context?.arguments?.["region"];
        return (await readCompanies())
          .filter((company) => region === undefined || company.region === region)
          .flatMap(({ id }) => (id.startsWith(start) ? [id] : []));
      },
    },
  });
  const about = { title: "Company", mimeType: "application/json" };
  server.registerResource(
    "company",
    template,
    about,
    async (uri, { region, id }) => {
      const found = (await readCompanies()).find(
        (company) => company.region === region && company.id === id,
      );
      if (found === undefined) throw new ResourceNotFoundError(uri.href);
      const text = JSON.stringify(found);
      return { contents: [{ uri: uri.href, mimeType: about.mimeType, text }] };
    },
  );
  const follow = async (): Promise<void> => {
    for (
      let change = await nextChange();
      change !== null;
      change = await nextChange()
    ) {
      const uri = `crm://regions/${change.region}/companies/${change.id}`;
      await server.server.sendResourceUpdated({ uri });
    }
  };
  void follow();
  return server;
};
// END SOLUTION

// %% id="check-02-5" check="02.5"
await check("02.5", companyServer);

// %% [markdown] id="tools-text"
// ## Tools that are told apart (stretch)
//
// Tools, too, are chosen by their words, and between two that look alike Claude guesses. The lab's `chooseTool` goes
// by the rule above; here the words of a tool's **name** count twice, as those of a title do. If a question has a
// word that comes after a *not* in a description, that tool is out. If two tools score the same, none is chosen.
// `rankTools` shows the scores, the words that were found, and the words that are refused.
//
// See what four tools of two servers say and do, then questions, each with the right tool and the chosen one:

// %% id="look-alikes"
import { chooseTool, lookAlikeQuestions, lookAlikes, rankTools } from "mcp-lab";

const four = lookAlikes.map(({ name, description, inputSchema, does }) => {
  const inputs = inputSchema.required.join(", ");
  return { tool: `${name}(${inputs})`, says: description, does };
});
drawTable(four, "What four tools take, say and do");

// %% id="tool-choices"
const choices = lookAlikeQuestions.map(({ question, tool }) => {
  return { question, right: tool, chosen: chooseTool(question, lookAlikes) };
});
drawTable(choices, "Which tool is chosen");
rankTools("Find the id of the company Quillmark.", lookAlikes).slice(0, 2);

// %% [markdown] id="exercise-6"
// ### Exercise 02.6 (stretch): tools that are told apart
//
// Rewrite the four, in their order and in at most 800 bytes: names that the API takes (`^[a-zA-Z0-9_-]{1,128}$`)
// and descriptions. You may add descriptions in `inputSchema`; change nothing else there. Each question chooses its
// tool, or none where none can answer. So do others that you do not see: say what a tool takes and gives, and what it
// does *not*.

// %% id="answer-02-6" exercise="02.6"
// BEGIN SOLUTION
const clearTools: mcp.Tool[] = [
  {
    ...lookAlikes[0],
    name: "hub_find",
    description:
      'Finds models and datasets by topic, such as "speech". Cannot upload, rename or delete.',
  },
  {
    ...lookAlikes[1],
    name: "hub_read",
    description:
      'Reads downloads, likes and size of a model or dataset, such as "acme/ears". Cannot upload, rename or delete.',
  },
  {
    ...lookAlikes[2],
    name: "crm_find_company",
    description: "Finds a company's id by name. Not for contacts or deals.",
  },
  {
    ...lookAlikes[3],
    name: "crm_read_company",
    description:
      'Reads contacts, deals and activities of a company, such as "acme". Cannot change deals or send email.',
  },
];
// END SOLUTION

// %% id="check-02-6" check="02.6"
await check("02.6", clearTools);

// %% [markdown] id="seen-text"
// ## What you saw
//
// First the connector, which asked the Hub for tools only. Then your own client and the CRM: both listings,
// what you read, and the catalog, sent as a text.

// %% id="seen"
drawTrace(lab.trace, "A catalog, read and sent");

// %% [markdown] id="playground-text"
// ## Playground
//
// Nothing below this line is checked. Ask your catalog something else:
// `rankEntries("…", betterCatalog).slice(0, 3)`.

// %% id="playground"
rankEntries("Who decides about the budget?", crmTexts).slice(0, 3);

// %% [markdown] id="next"
// ## Next
//
// [Lesson 03](03-env-config.ipynb) starts the CRM's server from a configuration file, and keeps its key
// out of version control.
//
// **Sources**, to read again, for such things change:
//
// - The connector carries tool calls only:
//   [MCP connector](https://platform.claude.com/docs/en/agents-and-tools/mcp-connector), limitations, read 2026-09-26.
//   What a host asks and shows: Claude Code 2.1.332, run on 2026-11-29.
// - MCP specification of 2026-07-28:
//   [pages and cursors](https://modelcontextprotocol.io/specification/2026-07-28/server/utilities/pagination),
//   [resources, their annotations and errors](https://modelcontextprotocol.io/specification/2026-07-28/server/resources),
//   [completion](https://modelcontextprotocol.io/specification/2026-07-28/server/utilities/completion) and
//   [subscriptions](https://modelcontextprotocol.io/specification/2026-07-28/basic/patterns/subscriptions), read 2026-08-22.
// - One page or all: `@modelcontextprotocol/sdk` 1.32.2 and `@modelcontextprotocol/client` 2.4.0, run on 2026-11-22.
// - [Tools](https://platform.claude.com/docs/en/agents-and-tools/tool-use/define-tools), read 2026-11-30.

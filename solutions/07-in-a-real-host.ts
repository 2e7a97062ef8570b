// The source of this lesson. `npm run lab -- build` makes both notebooks from it.

// %% [markdown] id="welcome"
// # 07 · In a real host
//
// People do not meet your server. They meet a **host**, such as Claude Code: it asks your server, changes the
// answers, and passes the result to the model. Here you see those changes, in recorded runs of the real Claude Code.
//
// **What you will be able to do**
//
// - write results, catalogs and tools that arrive whole in every host;
// - set up servers in Claude Code so that each may do what it has to, and no more;
// - read a run, and say where a fact was lost.
//
// It takes about 140 minutes, none of them a stretch. Half-way is inside 07.3, which says where to take a break. It
// needs no key and no Claude Code. Do it after lesson 04 or later; the end of the course stays
// [lesson 06](06-self-driven-lab.ipynb). Words you do not know: [glossary](00-start-here.ipynb#Glossary).
//
// **You will know it works when** the next cell names the host, its version and the day of the recording.

// %% id="setup"
import type { CallToolResult, Resource } from "@modelcontextprotocol/client";
import type { ResourceTemplateType, Tool } from "@modelcontextprotocol/client";
import { check, drawHostRun, hint, openLab, todo } from "mcp-lab";
import { type HostRun, hostChanges, recordedHostRuns, resultViews } from "mcp-lab";
import { type McpConfig, rulingOf } from "mcp-lab";

const lab = await openLab();
const { crm, shapes } = await recordedHostRuns();
console.log(crm.host.name, crm.host.version, crm.recorded);

// %% [markdown] id="run-text"
// ## A run has three columns
//
// Someone asked Claude Code about a company in the CRM. On the right is your server: what it was **asked** and
// answered. In the middle is the host, and on the left the model: what it was **offered**, and what it has **seen** of
// each answer. Here is the part about reading a resource. (The rehearsal played the model; the host is real.)

// %% id="crm-run"
/** The part of a run with the requests and the model's calls that fit. */
const partOf = (run: HostRun, asked: RegExp, called: RegExp): HostRun => ({
  ...run,
  asked: run.asked.filter(({ method, params }) =>
    asked.test(`${method} ${JSON.stringify(params)}`),
  ),
  seen: run.seen.filter(({ tool }) => called.test(tool)),
});
drawHostRun(
  partOf(crm, /^tools.list|^resources.read/, /^Read/),
  "Reading a resource",
);

// %% [markdown] id="result-text"
// ## One result, two halves
//
// A tool's result has `content`, texts and links to read, and may have `structuredContent`, data for programs.
// The second recording is of a server made for this lesson. It fills both halves, in a success and in a failure:

// %% id="answered"
for (const { method, params, outcome } of shapes.asked) {
  const call = JSON.stringify(params);
  if (method === "tools/call" && /success_all|failure_both/.test(call))
    console.dir(outcome, { depth: 5 });
}

// %% [markdown] id="guess-result-text"
// **Your guess.** Which half does Claude get? Write it in place of each `?`, then run on. Nobody grades guesses,
// and the wrong ones are those that you will remember.

// %% id="guess-result"
type Half = "?" | "text" | "structuredContent" | "both";
const guessSuccess: Half = "?";
const guessFailure: Half = "?";

// %% id="compare-guess"
/** What was seen, in a sentence that begins with the guess. */
const compare = (guess: string, seen: string, words: string): string => {
  if (guess === "?") return `No guess yet: ${words}.`;
  if (guess === seen) return `As you guessed, ${words}.`;
  return `You guessed "${guess}", but ${words}.`;
};
const halfOf = (tool: string): string => {
  const seen = shapes.seen.find((one) => one.tool === `mcp__shapes__${tool}`);
  const text = /in the text/.test(String(seen?.content));
  if (!/in.the.structured.content/i.test(String(seen?.content))) return "text";
  return text ? "both" : "structuredContent";
};

// %% id="reveal-result"
const toHalf = halfOf("success_all");
const ofSuccess = `Claude gets the ${toHalf} of the success, and the links`;
console.log(compare(guessSuccess, toHalf, ofSuccess));
const failedHalf = halfOf("failure_both");
const ofFailure = `Claude gets the ${failedHalf} of the failure`;
console.log(compare(guessFailure, failedHalf, ofFailure));
const twoTools = /success_all|failure_both/;
const twoCalls = partOf(shapes, twoTools, twoTools);
drawHostRun(twoCalls, "A success and a failure, on their way to the model");

// %% [markdown] id="views-text"
// Look at what goes into the middle column, and what comes out on the other side: one half is gone each time. Other
// ways to Claude differ. `mcpTools`, the SDK's helper of lesson 05, hands on the text, and so does the
// connector. Of a link the connector hands on nothing, and the helper knows no links: it throws, and the model reads
// that error in place of the result. `resultViews` shows what is left at the end of each way:

// %% id="views"
const twoDeals: CallToolResult = {
  content: [{ type: "text", text: "There are 2 deals." }],
  structuredContent: { deals: ["d-17", "d-18"] },
};
const withLink: CallToolResult = {
  content: [{ type: "resource_link", uri: "crm://deals/d-17", name: "d-17" }],
};
for (const result of [twoDeals, withLink])
  for (const { host, text, isError } of resultViews(result))
    console.log(`${host}${isError ? " (error)" : ""}: ${text || "(nothing)"}`);

// %% [markdown] id="exercise-1"
// The number reaches one model, the deals another. So: **the same facts in both halves.**
//
// ### Exercise 07.1: a result that says the same everywhere
//
// Write `toResult`: it gets what a tool found, rows or an error, and returns the result.
//
// - Every value of every row, and every field of an error, reaches the model in all three hosts. The words
//   around them are yours; a wait may be in seconds.
// - A success with rows fills both halves: the text for models, and `structuredContent` for programs.
// - Finding nothing is a success, too: the model reads that there are no rows.
// - A failure has `isError: true`.

// %% id="found-type"
type Failed = {
  code: string;
  message: string;
  hint?: string;
  retry_after_ms?: number;
};
/** What a tool found, or why it failed. */
type Found = { rows: Record<string, string | number>[] } | { error: Failed };

// %% id="answer-07-1" exercise="07.1"
// BEGIN SOLUTION
const toResult: (found: Found) => CallToolResult = (found) => ({
  isError: "error" in found,
  content: [{ type: "text", text: JSON.stringify(found) }],
  structuredContent: found,
});
// END SOLUTION

// %% id="check-07-1" check="07.1"
await check("07.1", toResult);

// %% [markdown] id="catalog-text"
// ## A catalog on its way
//
// Lesson 02 said that a host may bring Claude your list of resources. This server has two pages of them. The second
// ends with an empty cursor, `""`; one resource is for the user only; and there is a template, `shapes://{name}`.

// %% id="pages"
for (const { method, params, outcome } of shapes.asked)
  if (method === "resources/list") console.dir({ params, outcome }, { depth: 7 });

// %% [markdown] id="guess-catalog-text"
// **Your guess.** Does Claude's list hold what is for the user only? Does it hold the template? And does the host ask
// for another page when it gets an empty cursor?

// %% id="guess-catalog"
type YesOrNo = "?" | "yes" | "no";
const guessUsers: YesOrNo = "?";
const guessTemplate: YesOrNo = "?";
const guessAnother: YesOrNo = "?";

// %% id="reveal-catalog"
const listPart = partOf(shapes, /^resources.(list|templates)/, /^ListMcp/);
const claudesList = listPart.seen[0]?.content.join("") ?? "";
const times = (wanted: string) =>
  listPart.asked.filter(({ method }) => method === wanted).length;
const yesOrNo = (holds: boolean) => (holds ? "yes" : "no");
const user = yesOrNo(claudesList.includes("shapes://two"));
const template = yesOrNo(times("resources/templates/list") > 0);
const more = yesOrNo(times("resources/list") > 2);
const not = (answer: string) => (answer === "yes" ? "" : "not ");
const usersWords = `what is for the user only is ${not(user)}in Claude's list`;
console.log(compare(guessUsers, user, usersWords));
const templateWords = `the host does ${not(template)}ask for templates`;
console.log(compare(guessTemplate, template, templateWords));
const moreWords = `the host does ${not(more)}ask on after an empty cursor`;
console.log(compare(guessAnother, more, moreWords));
drawHostRun(listPart, "Two pages, and the model's list");

// %% [markdown] id="exercise-2"
// So `audience` hides nothing from Claude here, and Claude never learns of what only a template reaches. The host's walk also
// ends at a cursor that it has sent before, so a server that repeats pages cannot trap it.
//
// ### Exercise 07.2: the catalog as a host lists it
//
// Write `asHostLists`: it gets a server's pages, in the order in which they follow each other, and its templates.
// It says which URIs (of templates: which `uriTemplate`)
//
// - Claude Code's list holds (`listed`): in the server's order, nothing sorted, filtered or tidied. What a server lists
//   twice is there twice;
// - are for the model and not in that list (`missing`): after the end, or templates;
// - are in that list and not for the model (`leaked`).
//
// An entry is for the model if its audience names the `assistant`, or if it has no audience. An audience of `[]`
// names nobody, so the entry is not for the model. In `missing` and `leaked` once is enough, in any order.

// %% id="catalog-types"
type ServerCatalog = {
  pages: { resources: Resource[]; nextCursor?: string }[];
  templates: ResourceTemplateType[];
};
type HostList = { listed: string[]; missing: string[]; leaked: string[] };

// %% id="answer-07-2" exercise="07.2"
// BEGIN SOLUTION
const asHostLists: (catalog: ServerCatalog) => HostList = ({
  pages,
  templates,
}) => {
  const isForModel = ({ annotations }: Resource | ResourceTemplateType) =>
    annotations?.audience?.includes("assistant") ?? true;
  const seen: Resource[] = [];
  const sent: string[] = [];
  for (const { resources, nextCursor } of pages) {
    seen.push(...resources);
    if (!nextCursor || sent.includes(nextCursor)) break;
    sent.push(nextCursor);
  }
  const listed = seen.map(({ uri }) => uri);
  const wanted = pages.flatMap(({ resources }) => resources).filter(isForModel);
  return {
    listed,
    missing: [
      ...wanted.map(({ uri }) => uri).filter((uri) => !listed.includes(uri)),
      ...templates.filter(isForModel).map(({ uriTemplate }) => uriTemplate),
    ],
    leaked: seen.filter((one) => !isForModel(one)).map(({ uri }) => uri),
  };
};
// END SOLUTION

// %% id="check-07-2" check="07.2"
await check("07.2", asHostLists);

// %% [markdown] id="tools-text"
// ## Tools on their way
//
// MCP is generous: a tool's name may have dots, and its schema may be any JSON Schema. The Messages API is not, so a
// host has to do something. Here is what the server lists:

// %% id="listed-tools"
const listing = shapes.asked.find(({ method }) => method === "tools/list");
const { result } = JSON.parse(JSON.stringify(listing?.outcome));
const listedTools: Tool[] = result.tools;
for (const { name, description, inputSchema } of listedTools)
  console.log(name, description?.length, JSON.stringify(inputSchema));

// %% [markdown] id="guess-tools-text"
// **Your guess.** What becomes of the two tools `twin.name` and `twin_name`, of the one that has the property
// `odd property`, and of the description of more than 4,000 characters?

// %% id="guess-tools"
type Fate = "?" | "unchanged" | "changed" | "left out";
const guessDotted: Fate = "?";
const guessTwin: Fate = "?";
const guessOdd: Fate = "?";
const guessLong: Fate = "?";

// %% id="reveal-tools"
const changes = hostChanges(shapes);
for (const [tool, guess] of [
  ["twin.name", guessDotted],
  ["twin_name", guessTwin],
  ["odd_property", guessOdd],
  ["long_description", guessLong],
] as const) {
  const kinds = changes.flatMap((one) => (one.subject === tool ? [one.kind] : []));
  const left = kinds.includes("tool-not-offered") ? "left out" : "changed";
  const fate = kinds.length === 0 ? "unchanged" : left;
  console.log(compare(guess, fate, `${tool} is ${fate}`));
}
for (const { kind, words } of changes)
  if (/^(tool|description|schema)/.test(kind)) console.log("-", words);

// %% [markdown] id="tools-read"
// | a server lists | Claude Code 2.1.332 | the Messages API, through `mcpTools` |
// |:---|:---|:---|
// | other characters than letters, digits, `_`, `-` in a name | each becomes `_` | refuses the request |
// | two names that become one | offers the first only | refuses the name with other characters |
// | more than 128 characters, with `mcp__server__` | leaves the tool out | refuses the request |
// | `anyOf`, `oneOf` or `allOf` at a schema's root | flattens it, and puts a sentence before the description | refuses the request |
// | a property whose name is not 1 to 64 of letters, digits, `_`, `.`, `-` | leaves the tool out | refuses the request |
// | a long description | cuts it at 4,096 characters; up to 2.1.234, and in the documentation, at 2,048 | no limit is known |
// | `$ref` and `$defs` below the root | hands them on | reports differ |
//
// Neither the server nor the model is told. And one tool can spoil all: a schema that the API refuses fails the whole
// request, and if one schema lacks `type: "object"` at its root, Claude Code drops all of the server's tools.

// %% [markdown] id="exercise-3"
// ### Exercise 07.3: names and schemas that survive
//
// Write `fitForHosts`: it gets a server's name and its tools, and returns the tools, in their order, so that no row
// of the table applies to them but the last, and no meaning is lost.
//
// - **Names**: what is fine stays; any other gets a name that no tool has.
// - **Unions**: each choice has `properties`, or `required`, or both. The root gets the properties of all, and requires
//   what every choice requires; the description names what only some require.
// - **Properties of several choices**: `kind` may be `{ const: "call" }` in one and `{ const: "mail" }` in another. No
//   choice replaces what another says: the property gets `anyOf`, with each different schema once, as Claude Code
//   does it. What the root says of the property stays beside that; if the choices agree, theirs needs no `anyOf`.
// - **Properties**: a new name, also in `required`; the property's description has the old one.
// - **Descriptions** above 2,048 characters have lines such as `stage: …`: the whole line moves to the property `stage`.
// - Everything else stays as it is, `title`, `annotations` and `$defs`, too.
//
// `freeName` gives you names, `saidOf` what the choices say of a property; where you begin is up to you. It takes some
// 35 minutes. **Once two of the five checks pass, you are half-way through the lesson: a good place for a break.**

// %% id="fit-types"
type Property = { description?: string; [keyword: string]: unknown };
type Choice = { properties?: Record<string, Property>; required?: string[] };
type Input = Choice & { type: "object"; anyOf?: Choice[]; oneOf?: Choice[] };
type ListedTool = { name: string; description: string; inputSchema: Input };

/** A name of at most so many characters that is not taken; then it is. */
const freeName = (name: string, taken: string[], most: number): string => {
  const plain = name.replace(/[^\w-]/g, "_").slice(0, most);
  let free = plain;
  for (let count = 2; taken.includes(free); count += 1)
    free = `${plain.slice(0, most - 3)}_${count}`;
  taken.push(free);
  return free;
};

/** What the choices say of a property: each different schema once. */
const saidOf = (name: string, choices: Choice[]): Property[] => {
  const texts = choices.map(({ properties }) => JSON.stringify(properties?.[name]));
  return [...new Set(texts)].filter(Boolean).map((text) => JSON.parse(text));
};

// %% id="answer-07-3" exercise="07.3"
// BEGIN SOLUTION
const fitForHosts: (server: string, tools: ListedTool[]) => ListedTool[] = (
  server,
  tools,
) => {
  const most = 128 - `mcp__${server}__`.length;
  const isFine = (name: string) => /^[\w-]+$/.test(name) && name.length <= most;
  const taken = tools.map(({ name }) => name).filter(isFine);
  return tools.map((tool) => {
    const { anyOf = [], oneOf = [], ...schema } = tool.inputSchema;
    const choices = [...anyOf, ...oneOf];
    const lists = choices.map(({ required = [] }) => required);
    const every = lists
      .flat()
      .filter((name) => lists.every((one) => one.includes(name)));
    const required = [...new Set([...(schema.required ?? []), ...every])];
    const properties: Record<string, Property> = { ...schema.properties };
    for (const choice of choices)
      for (const name of Object.keys(choice.properties ?? {})) {
        const said = saidOf(name, choices);
        const own = schema.properties?.[name];
        properties[name] =
          said.length > 1 ? { ...own, anyOf: said } : { ...said[0], ...own };
      }
    const own = Object.keys(properties).filter((name) =>
      /^[\w.-]{1,64}$/.test(name),
    );
    const known = [...own];
    const names = new Map<string, string>();
    let lines = tool.description.split("\n");
    const described = Object.entries(properties).map(([name, property]) => {
      names.set(name, own.includes(name) ? name : freeName(name, known, 64));
      const line = lines.find((one) => one.startsWith(`${name}: `));
      const moved = tool.description.length > 2048 && line ? line : "";
      lines = lines.filter((one) => one !== moved);
      const old = own.includes(name) ? "" : `Called ${name}.`;
      const description = [property.description, moved, old]
        .filter(Boolean)
        .join(" ");
      return [
        names.get(name),
        description ? { ...property, description } : property,
      ];
    });
    const ways = lists.map((list) => list.join(" and ")).join(", or ");
    return {
      ...tool,
      name: isFine(tool.name) ? tool.name : freeName(tool.name, taken, most),
      description: [...lines, ...(ways ? [`Give ${ways}.`] : [])].join("\n"),
      inputSchema: {
        ...schema,
        properties: Object.fromEntries(described),
        required: required.map((name) => names.get(name) ?? name),
      },
    };
  });
};
// END SOLUTION

// %% id="check-07-3" check="07.3"
await check("07.3", fitForHosts);

// %% [markdown] id="scopes-text"
// ## Whose server is it?
//
// Claude Code looks for servers in three **scopes**:
//
// | scope | `claude mcp add --scope …` writes to | whom it is for |
// |:---|:---|:---|
// | project | `.mcp.json`, which is committed | everyone here, once each has approved it |
// | user | `~/.claude.json` | you, in all of your projects |
// | local (the default) | `~/.claude.json`, under this project's path | you, in this project |
//
// With `--env KEY=value` it writes **the value itself**, in each scope. `~/.claude.json` is made readable for
// you alone; `.mcp.json` is a file like any other, and goes to the team.
//
// **Your guess.** Project, user and local each have a server `notes`; only the project's entry has an `env`, with
// `TEAM=sales`.
//
// 1. All are approved. Which one starts?
// 2. Does it get `TEAM`?
// 3. You remove the local one, and nobody has approved the project's. Which one does `claude mcp list` start?
// 4. Which one does a script with `claude -p` start?
// 5. No entry names the `GITHUB_TOKEN` of your shell. Does a server get it?

// %% id="scopes-guess"
type Scope = "?" | "project" | "user" | "local";
const guessStarts: Scope = "?";
const guessTeam: YesOrNo = "?";
const guessWaiting: Scope = "?";
const guessScript: Scope = "?";
const guessToken: YesOrNo = "?";

// %% id="scopes-seen"
// As seen in runs of Claude Code 2.1.332 that the lab has no recording of.
console.log(compare(guessStarts, "local", "local starts of the three"));
console.log(compare(guessTeam, "no", "it gets no TEAM, for nothing is merged"));
console.log(compare(guessWaiting, "user", "claude mcp list starts user"));
console.log(compare(guessScript, "project", "claude -p starts project"));
console.log(compare(guessToken, "yes", "a server gets your shell's GITHUB_TOKEN"));

// %% [markdown] id="scopes-read"
// - Local comes before project, project before user. The **whole entry** wins; nothing is merged.
// - A project's server waits until you approve it, and `claude mcp list` says `⏸ Pending approval`; where you have
//   one of that name yourself, yours starts. **`claude -p` asks nobody**, and starts what is in `.mcp.json`.
// - In your settings, `enabledMcpjsonServers` approves the servers that it names, `enableAllProjectMcpServers`
//   every one, also those that somebody adds later. `disabledMcpjsonServers` holds in every settings file, and with `-p`, too. The
//   project's own `.claude/settings.json` approves nothing until you have said that you trust the folder.
// - `env` adds to the environment and takes nothing away: a server gets **all of Claude Code's own**. (A client
//   made with the MCP SDK hands on `PATH`, `HOME` and a few more.) Where you start Claude Code, do not set what no
//   server should get.
//
// So read what you start. A **community server** saves you writing and looking after your own; write your own
// where the process is yours alone. `npx -y name` starts what is newest at that moment, `npx -y name@2.3.1` the
// version whose code somebody read. (Without `-y`, npx may ask whether it may fetch it, and nobody answers.)
//
// ## What may it do?
//
// Rules in your settings say which tools run: `allow` without a question, `ask` after one, `deny` never. A server
// `notes` lists `search_notes`, `delete_note` and `read.all`. Here are two sets of rules for it.
//
// **Your guess.** For each tool under the first set: does a call of it run, does Claude Code ask you first, or is
// the tool hidden from the model? And does `search_notes` run under the second?

// %% id="rules-guess"
const notesRules = {
  allow: ["mcp__notes"],
  deny: ["mcp__notes__delete_note", "mcp__notes__read.all"],
};
const wideRules = { allow: ["mcp__*"] };
type RuleGuess = "?" | "runs" | "asks" | "hidden";
const guessSearch: RuleGuess = "?";
const guessDelete: RuleGuess = "?";
const guessRead: RuleGuess = "?";
const guessWide: RuleGuess = "?";

// %% id="rules-seen"
const ruled = { runs: "runs", asks: "asks first", hidden: "is hidden" };
for (const [tool, guess] of [
  ["search_notes", guessSearch],
  ["delete_note", guessDelete],
  ["read.all", guessRead],
] as const) {
  const ruling = rulingOf(notesRules, "notes", tool);
  console.log(compare(guess, ruling, `${tool} ${ruled[ruling]}`));
}
const wide = rulingOf(wideRules, "notes", "search_notes");
const wideWords = `search_notes ${ruled[wide]} where mcp__* is allowed`;
console.log(compare(guessWide, wide, wideWords));

// %% [markdown] id="rules-read"
// `rulingOf` rules as Claude Code 2.1.332 did, with 25 sets of rules, on 2026-11-30. Two of them are traps:
//
// - A rule names a tool **as the model gets it**: `mcp__notes__read_all`. Each character other than A to Z, a to z,
//   0 to 9, `_` and `-` has become `_`: dots, blanks, slashes, an `ü`. A rule that matches no tool is skipped silently,
//   and here the tool to be denied runs.
// - `mcp__notes` and `mcp__notes__*` are all of a server's tools, also those that its next version brings.
//   `mcp__*` denies all servers, but **allows none**: to allow, a rule names its server.
//
// Deny comes before ask, ask before allow, however exact a rule is, and in whatever file it is. The model does not
// even see what is denied. A tool that no rule names is visible to the model, and Claude Code asks you before each
// call, until somebody allows it: `mcp__notes` in another settings file, or `--allowedTools mcp__notes`, lets it run.
// A rule of `ask` that names it holds against that. With `claude -p` it can ask nobody, and Claude reads `Claude
// requested permissions to use mcp__notes__delete_note, but you haven't granted it yet.` A server whose tools are all
// denied is started all the same.
//
// ### Exercise 07.4: scopes, approval, least privilege
//
// Write `setUp`: from the servers that people asked for it makes what goes into Claude Code's files, so that
// each is where it belongs, in the version that was reviewed, with no secret written out (`${NAME}`, as in
// [lesson 03](03-env-config.ipynb)); and so that each tool may do what was said, and whatever a later version brings
// asks first. What is to ask does so also where another file allows the whole server.

// %% id="set-up-types"
type WantedServer = {
  name: string;
  for: "team" | "me" | "me-here"; // in all of your projects, or in this one only
  package: string; // on npm
  reviewed: string; // the version that somebody read
  env: Record<string, string>;
  secrets: string[]; // which of env are secrets
  tools: Record<string, "run" | "ask" | "never">;
};
type Settings = {
  enabledMcpjsonServers: string[];
  permissions: { allow: string[]; ask: string[]; deny: string[] };
};
type Setup = {
  project: McpConfig;
  user: McpConfig;
  local: McpConfig;
  settings: Settings;
};

// %% id="wanted"
const tickets: WantedServer = {
  name: "tickets",
  for: "team",
  package: "@example/tickets-mcp",
  reviewed: "2.3.1",
  env: {
    TICKETS_URL: "https://tickets.example",
    TICKETS_TOKEN: "tkt_NotARealToken0001",
  },
  secrets: ["TICKETS_TOKEN"],
  tools: {
    search: "run",
    "ticket.read": "run",
    comment: "ask",
    "ticket.delete": "never",
  },
};

// %% id="answer-07-4" exercise="07.4"
// BEGIN SOLUTION
const setUp: (wanted: WantedServer[]) => Setup = (wanted) => {
  const entryOf = ({ package: name, reviewed, env, secrets }: WantedServer) => ({
    command: "npx",
    args: ["-y", `${name}@${reviewed}`],
    env: Object.fromEntries(
      Object.entries(env).map(([key, value]) => [
        key,
        secrets.includes(key) ? `\${${key}}` : value,
      ]),
    ),
  });
  const scope = (whom: WantedServer["for"]): McpConfig => ({
    mcpServers: Object.fromEntries(
      wanted
        .filter((server) => server.for === whom)
        .map((server) => [server.name, entryOf(server)]),
    ),
  });
  const rules = (may: string): string[] =>
    wanted.flatMap(({ name, tools }) =>
      Object.keys(tools)
        .filter((tool) => tools[tool] === may)
        .map((tool) => `mcp__${name}__${tool.replace(/[^a-zA-Z0-9_-]/g, "_")}`),
    );
  const project = scope("team");
  const settings: Settings = {
    enabledMcpjsonServers: Object.keys(project.mcpServers),
    permissions: {
      allow: rules("run"),
      ask: rules("ask"),
      deny: rules("never"),
    },
  };
  return { project, user: scope("me"), local: scope("me-here"), settings };
};
// END SOLUTION

// %% id="check-07-4" check="07.4"
await check("07.4", setUp);

// %% [markdown] id="dropped-text"
// ## Who dropped what?
//
// "Claude does not know that the parcel is late." Did your server not say it, or did the host drop it? You can tell
// where both ends were recorded. Look at the second recording again, and at five things in it: what
// `success_all` says in its link, the title of that tool, the code of the failure in its structured content,
// the message of the error at `server/discover`, and a 300th sentence in the long description.
//
// **Your guess.** Did the server not say it (`unsaid`), did the host drop it, or has the model seen it?

// %% id="dropped-guess"
type FateGuess = "?" | "unsaid" | "dropped" | "seen";
const guessLink: FateGuess = "?";
const guessTitle: FateGuess = "?";
const guessCode: FateGuess = "?";
const guessMessage: FateGuess = "?";
const guessSentence: FateGuess = "?";

// %% id="dropped-seen"
// The drawing shows the link, the code and the message. Of titles a note below it
// says that the model gets none, and sentence 300 is in no answer.
const about = /discover|tools.list|success_all|failure_both/;
drawHostRun(partOf(shapes, about, about), "Where did it get lost?");
console.log(compare(guessLink, "seen", "the link was seen"));
console.log(compare(guessTitle, "dropped", "the title was dropped"));
console.log(compare(guessCode, "dropped", "the code was dropped"));
console.log(compare(guessMessage, "dropped", "the message was dropped"));
console.log(compare(guessSentence, "unsaid", "sentence 300 was never said"));

// %% [markdown] id="dropped-read"
// A run is data, a `HostRun`:
//
// | field | what is in it |
// |:---|:---|
// | `asked` | each request to the server: `method`, `params`, and the `outcome`, a `result` or an error's `message` |
// | `offered`, `instructions` | the tools and the server's instructions, as the model got them |
// | `seen` | each call: the model's `input`, and as `content` the texts that it got back |
//
// Careful: `content` is text, and often that text is JSON. There `say "yes"` is written `say \"yes\"`.
//
// ### Exercise 07.5: who dropped what
//
// Write `whereabouts`: given a run of any host, and facts, it gives each fact's `fate` and, in `said`, the
// methods of the server's answers that have it, each once. `unsaid`: no answer holds it. `dropped`: an answer does, but
// the model did not get it. `seen`: the model got it from the host. Words of the model or the user do not count.

// %% id="whereabouts-types"
type Whereabouts = { fate: "unsaid" | "dropped" | "seen"; said: string[] };

// %% id="answer-07-5" exercise="07.5"
// BEGIN SOLUTION
const whereabouts: (
  run: HostRun,
  facts: string[],
) => Record<string, Whereabouts> = (
  { asked, offered, instructions, seen },
  facts,
) => {
  const inJson = (text: string): string => JSON.stringify(text).slice(1, -1);
  const holds = (part: unknown, fact: string): boolean => {
    const text = JSON.stringify(part);
    return text.includes(inJson(fact)) || text.includes(inJson(inJson(fact)));
  };
  const reached = [offered, instructions, seen.map(({ content }) => content)];
  const found = facts.map((fact): [string, Whereabouts] => {
    const holding = asked.filter(({ outcome }) => holds(outcome, fact));
    const said = Array.from(new Set(holding.map(({ method }) => method)));
    if (holds(reached, fact)) return [fact, { fate: "seen", said }];
    return [fact, { fate: said.length > 0 ? "dropped" : "unsaid", said }];
  });
  return Object.fromEntries(found);
};
// END SOLUTION

// %% id="check-07-5" check="07.5"
await check("07.5", whereabouts);

// %% [markdown] id="run-it-text"
// ## Run it yourself
//
// The recordings were made by a command of the lab, and you can make your own, of any server. In a terminal, in the
// lab's folder:
//
// ```sh
// npm run lab -- host --help
// npm run lab -- host --install
// npm run -s lab -- host --json > my-run.json
// ```
//
// `--install` fetches Claude Code from npm once, into the lab's own folder. It runs without a key, your own
// configuration stays untouched, and the model is the rehearsal. Where it cannot run, this lesson does: it draws
// what was recorded. Once `my-run.json` is there, uncomment the next cell and run it: it draws your run. (`-s` keeps
// npm's own lines out of the file; `../` leads from this notebook to the lab's folder.)

// %% id="own-run"
// import { readFileSync } from "node:fs";
// drawHostRun(JSON.parse(readFileSync("../my-run.json", "utf8")), "My run");

// %% [markdown] id="seen-text"
// ## What you saw
//
// One half of each result, a catalog as it was sent, tools under other names. Here are the calls of the CRM in the run
// that you began with. Its results say the same in both halves, so nothing that matters is lost:

// %% id="seen"
drawHostRun(partOf(crm, /^tools.call/, /^mcp__crm/), "Claude Code and the CRM");

// %% [markdown] id="playground-text"
// ## Playground
//
// Nothing below this line is checked. Give a result of a server of yours to `resultViews`, or look up what the host did
// in the whole of a run:

// %% id="playground"
console.log(
  hostChanges(crm)
    .map(({ words }) => words)
    .join("\n"),
);

// %% [markdown] id="next"
// ## Next
//
// [Lesson 06](06-self-driven-lab.ipynb) is the end of the course: an integration of your own. Its tools and Resources
// may well be used in a host; now you know what a host does with them.
//
// **Sources**, to read again, for such things change:
//
// - Scopes, approval, what `claude mcp add` writes, and rules: Claude Code 2.1.332, run on 2026-11-30, with 25 sets of
//   rules. `test/conformance/claude-code-scopes.conformance.ts` and `…-rules…` run it again.
// - What a client made with the MCP SDK hands on: `@modelcontextprotocol/client` 2.4.0, `getDefaultEnvironment`.
// - What Claude Code does: version 2.1.332, run on 2026-11-30, as recorded. That it cut descriptions at 2,048:
//   [anthropics/claude-code#87650](https://github.com/anthropics/claude-code/issues/87650) (2.1.234), read 2026-11-30;
//   that it documents 2 KB: [Claude Code, MCP](https://code.claude.com/docs/en/mcp), quoted there.
// - What `mcpTools` hands on: `@anthropic-ai/sdk` 1.14.0. What the connector does:
//   [MCP connector](https://platform.claude.com/docs/en/agents-and-tools/mcp-connector), read 2026-09-26.
// - What the Messages API refuses:
//   [langchain#39271](https://github.com/langchain-ai/langchain/issues/39271) and
//   [Tools](https://platform.claude.com/docs/en/agents-and-tools/tool-use/define-tools), read 2026-11-30.

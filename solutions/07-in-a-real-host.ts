// The source of this lesson. `npm run lab -- build` makes both notebooks from it.

// %% [markdown] id="welcome"
// # 07 · In a real host
//
// Your server says one thing; what does the model read? Between the two is a **host**.

// %% id="setup"
import { check, hint, openLab, todo } from "mcp-lab";
import { drawHostRun, type HostRun, recordedHostRuns } from "mcp-lab";
import { type McpConfig, rulingOf } from "mcp-lab";

const lab = await openLab();

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
// Now guess. Your project, your home and your local scope each have a server `notes`. Only the project's entry
// has an `env`, with `TEAM` as `sales`. Change the second column, then run both cells.

// %% id="scopes-guess"
const scopesGuess = {
  "All are there, and approved. Which one starts?": "project",
  "What is TEAM in its environment?": "sales",
  "No local one, and the project's is not approved. Which starts?": "neither",
  "The same, in a script with claude -p": "neither",
  "GITHUB_TOKEN is set in your shell, and in no entry. Does notes get it?": "no",
};

// %% id="scopes-seen"
const scopesSeen: typeof scopesGuess = {
  "All are there, and approved. Which one starts?": "local",
  "What is TEAM in its environment?": "not set",
  "No local one, and the project's is not approved. Which starts?": "user",
  "The same, in a script with claude -p": "project",
  "GITHUB_TOKEN is set in your shell, and in no entry. Does notes get it?": "yes",
};
for (const [question, guess] of Object.entries(scopesGuess)) {
  const seen = Object.entries(scopesSeen).find(
    ([asked]) => asked === question,
  )?.[1];
  console.log(`${question}\n  your guess: ${guess}; Claude Code: ${seen}`);
}

// %% [markdown] id="scopes-read"
// - Local comes before project, project before user. The **whole entry** wins; nothing is merged.
// - A project's server waits until you approve it: `claude mcp list` says `⏸ Pending approval`. Until then your
//   own of that name starts. **`claude -p` asks nobody**, and starts what is in `.mcp.json`.
// - In your settings, `enabledMcpjsonServers` approves servers by name, `enableAllProjectMcpServers` whatever
//   anybody adds later. `disabledMcpjsonServers` holds in every settings file, and with `-p`, too. The
//   project's own `.claude/settings.json` approves nothing until you have said that you trust the folder.
// - `env` adds to the environment and takes nothing away: a server gets **all of Claude Code's own**. (A client
//   made with the MCP SDK hands on `PATH`, `HOME` and a few more.) What a server must not have, do not set
//   where you start Claude Code.
//
// So read what you start. A **community server** saves you writing and looking after your own; write your own
// where the process is yours alone. `npx -y name` starts what is newest at that moment, `npx -y name@2.3.1` the
// version whose code somebody read.

// %% [markdown] id="rules-text"
// ## What may it do?
//
// Rules in the settings say which tools run: `allow` without a question, `ask` after one, `deny` never. A server
// `notes` lists `search_notes`, `delete_note` and `read.all`. What becomes of each: `runs`, `asks`, or
// `hidden` from the model?

// %% id="rules-guess"
const notesRules = {
  allow: ["mcp__notes"],
  deny: ["mcp__notes__delete_note", "mcp__notes__read.all"],
};
const wideRules = { allow: ["mcp__*"], deny: [] };
const rulesGuess = {
  notesRules: { search_notes: "runs", delete_note: "asks", "read.all": "hidden" },
  wideRules: { search_notes: "runs", delete_note: "runs", "read.all": "runs" },
};

// %% id="rules-seen"
for (const [tool, guess] of Object.entries(rulesGuess.notesRules)) {
  const ruling = rulingOf(notesRules, "notes", tool);
  console.log(`notesRules, ${tool}: your guess ${guess}; Claude Code ${ruling}`);
}
for (const [tool, guess] of Object.entries(rulesGuess.wideRules)) {
  const ruling = rulingOf(wideRules, "notes", tool);
  console.log(`wideRules, ${tool}: your guess ${guess}; Claude Code ${ruling}`);
}

// %% [markdown] id="rules-read"
// `rulingOf` rules as Claude Code 2.1.332 did, with 25 sets of rules, on 2026-11-30. Two of them are traps:
//
// - A rule names a tool **as the model gets it**: `mcp__notes__read_all`. One that names nothing is
//   passed over without a word, and here what was to be denied runs.
// - `mcp__notes` and `mcp__notes__*` are all of a server's tools, also those that its next version brings.
//   `mcp__*` denies all servers, but **allows none**: to allow, a rule names its server.
//
// Deny comes before ask, ask before allow, however exact a rule is, and in whatever file it is. What is denied
// the model does not even see. What no rule names it sees and may ask for; with `claude -p` nobody can say yes, and
// it reads: `Claude requested permissions to use mcp__notes__delete_note, but you haven't granted it yet.` A
// server whose tools are all denied is started all the same.
//
// ### Exercise 07.4: scopes, approval, least privilege
//
// Write `setUp`: from the servers that people asked for it makes what goes into Claude Code's files, so that
// each is where it belongs, in the version that was reviewed, with no secret written out; and so that each tool
// may do what was said, and whatever a later version brings asks first.

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
  permissions: { allow: string[]; ask?: string[]; deny: string[] };
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
    permissions: { allow: rules("run"), deny: rules("never") },
  };
  return { project, user: scope("me"), local: scope("me-here"), settings };
};
// END SOLUTION

// %% id="check-07-4" check="07.4"
await check("07.4", setUp);

// %% [markdown] id="dropped-text"
// ## Who dropped what?
//
// "Claude does not know that the parcel is late." Did your server not say it, or did the host drop it? You can
// only tell where both ends were recorded: what the server answered, and what reached the model. Here is a run
// of Claude Code with a server that answers in every shape. First guess where each of these got to.

// %% id="dropped-guess"
const fatesGuess: Record<string, "unsaid" | "dropped" | "seen"> = {
  "Said in the link.": "seen",
  "Success in three forms": "seen",
  SAID_IN_THE_STRUCTURED_CONTENT: "seen",
  "There is no such method.": "seen",
  "Sentence 300 of many.": "dropped",
};

// %% id="dropped-seen"
const { shapes } = await recordedHostRuns();
drawHostRun(shapes, "Claude Code and a server that answers in every shape");

const fatesSeen: typeof fatesGuess = {
  "Said in the link.": "seen",
  "Success in three forms": "dropped",
  SAID_IN_THE_STRUCTURED_CONTENT: "dropped",
  "There is no such method.": "dropped",
  "Sentence 300 of many.": "unsaid",
};
for (const [fact, guess] of Object.entries(fatesGuess)) {
  console.log(`${fact} Your guess: ${guess}; in the run: ${fatesSeen[fact]}`);
}

// %% [markdown] id="dropped-read"
// The second is the `title` of a tool, which Claude Code does not hand on. The third is in the structured content
// of a failure, the fourth in an error of the protocol. The last nobody said: the text ends before it.
//
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
// Write `whereabouts`: given a run of any host, and facts, it says of each fact which answers of the server hold
// it, by their methods, each once; and its fate. `unsaid`: no answer holds it. `dropped`: one does, but nothing
// that the model got. `seen`: the model got it from the host. What the model or the user said itself does not
// count.

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

// %% [markdown] id="next"
// ## Next

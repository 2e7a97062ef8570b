// The source of this lesson. `npm run lab -- build` makes both notebooks from it.

// %% [markdown] id="welcome"
// # 03 · Credentials stay out of version control
//
// The CRM's MCP server needs a key and an address. In this lesson you write the config that starts it,
// without the key in it, and see what happens when the key is missing or wrong. It takes about 70 minutes,
// 10 of them for the stretch exercise. Words you do not know:
// [glossary](00-start-here.ipynb#Glossary).
//
// **What you will be able to do**
//
// - write a `.mcp.json` that can be committed, and know what Claude Code makes of it;
// - tell, with real git, whether a project would give a secret away;
// - start an MCP server as a process, tell a refused key from an outage, and leave nothing running.

// %% id="setup"
import { Client } from "@modelcontextprotocol/client";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";
import {
  check,
  drawCommit,
  drawTrace,
  hint,
  inspectConfig,
  openLab,
} from "mcp-lab";
import { todo, tryOut } from "mcp-lab";
import { type McpConfig, type McpServerEntry } from "mcp-lab";
import { showExpansion, startPracticeCrm } from "mcp-lab";
import { z } from "zod";

const lab = await openLab();

// %% [markdown] id="config-text"
// ## A config that can be committed
//
// `.mcp.json` in a project's root tells an MCP **host**, a program such as Claude Code, which servers to
// start. It is committed, so that everyone in the team gets the same servers, and what is committed stays
// in the history. A key in it is a key given away.
//
// Claude Code asks once before it starts a project's servers; `claude -p`, for scripts, does not. Your own
// servers are in `~/.claude.json`, for one project (_local_) or for all (_user_). Where entries share a
// name, the local one wins, then the project's; nothing is merged. `claude mcp add --env KEY=value` writes
// the value into a file.
//
// `inspectConfig` reads a config and says what is wrong. Here is one with three faults.

// %% id="leaky-config"
const leaky: McpConfig = {
  mcpServers: {
    mail: {
      command: "node",
      args: ["mail.js", "--token=hf_NotARealTokenAtAll00000"],
      env: {
        MAIL_PASSWORD: "not-a-real-password",
        MAIL_API_KEY: "${MAIL_API_KEY:-none}",
      },
    },
  },
};
for (const { where, what, remedy } of await inspectConfig(leaky)) {
  console.log(`${where}\n  ${what}\n  ${remedy}`);
}

// %% [markdown] id="exercise-1"
// The password is recognised by its name, the token in `args` by its form. The default is the subtle one: with
// `none` as the key, a variable that nobody set goes unnoticed until the mail service refuses it.
//
// ### Exercise 03.1: a config that can be committed (3 points)
//
// Write the config of the CRM. The server is named `crm`, and starts, from the project's root, with
//
// ```
// node lib/dist/cli/main.js crm --stdio
// ```
//
// It reads two variables, `CRM_API_KEY` and `CRM_BASE_URL`. Both come from the environment of
// the person who starts it, under the same names.

// %% id="answer-03-1" exercise="03.1"
// BEGIN SOLUTION
const config: McpConfig = {
  mcpServers: {
    crm: {
      command: "node",
      args: ["lib/dist/cli/main.js", "crm", "--stdio"],
      env: {
        CRM_API_KEY: "${CRM_API_KEY}",
        CRM_BASE_URL: "${CRM_BASE_URL}",
      },
    },
  },
};
// END SOLUTION

// %% id="check-03-1" check="03.1"
await check("03.1", config);

// %% [markdown] id="expansion-text"
// ## What becomes of `${VAR}`
//
// The host replaces the variables when it starts a server. `showExpansion` draws what Claude Code 2.1.332
// makes of them (seen on 2026-11-30); nothing is started here.
//
// **Your guess first:** in the next cell `EMPTY`, `OTHER` and `TEAMS` are set, `CRM_API_KEY` is not. What does
// the server get as its key? And which texts arrive as they are written?

// %% id="claude-code"
const shown: McpConfig = {
  mcpServers: {
    crm: {
      command: "node",
      args: ["crm.js", "--region=${REGION:-emea}", "--team=${TEAM:-${OTHER}}"],
      env: {
        CRM_API_KEY: "${CRM_API_KEY}",
        NOTE: "${EMPTY:-a default} and $REGION \\${OTHER}",
        ODD: "${} ${ OTHER } ${1ST:-x}",
      },
    },
    hub: {
      type: "http",
      url: "https://hub/${TEAMS}",
      headers: { Team: "${TEAMS}" },
    },
  },
};
showExpansion(shown, { EMPTY: "", OTHER: "sales", TEAMS: "${OTHER}" });

// %% [markdown] id="expansion-read"
// | written | what happens |
// |:---|:---|
// | `${REGION:-emea}` | not set, so the default is used |
// | `${TEAM:-${OTHER}}` | a default runs to the first `}` and is not looked at again |
// | `${CRM_API_KEY}` | not set, no default: a warning, and the server **gets the text itself** |
// | `${EMPTY:-a default}` | set but empty counts as set (a shell would use the default) |
// | `$REGION` | no braces, so nothing special |
// | `\${OTHER}` | a backslash escapes nothing |
// | `${}`, `${ OTHER }`, `${1ST:-x}` | stay: a name is letters, digits and `_`, with no digit first |
// | `${TEAMS}`, whose value is `${OTHER}` | is not looked at again, but **headers are expanded a second time** |
//
// The third line is a trap: the server starts, with a key that reads `${CRM_API_KEY}`. And not every host
// replaces variables: the MCP Inspector's command line passes all of these texts on; there you name
// them with `-e` (see the README).
//
// Claude Code replaces variables in five fields of a server: `command`, `args`, `env`, `url` and `headers`.
// (Where a token is short-lived, `headersHelper` names a command that prints the headers.) The next cell's
// function walks through a text, a list of texts or texts by name, and passes on the path. You may use it.

// %% id="map-texts"
type Texts = string | string[] | Record<string, string>;
type Change = (text: string, place: string) => string;

const mapTexts = (value: Texts, place: string, change: Change): Texts => {
  if (typeof value === "string") return change(value, place);
  if (Array.isArray(value)) {
    return value.map((text, index) => change(text, `${place}[${index}]`));
  }
  const entries = Object.entries(value);
  return Object.fromEntries(
    entries.map(([key, text]) => [key, change(text, `${place}.${key}`)]),
  );
};
mapTexts({ REGION: "emea" }, "env", (text, place) => `${place} was ${text}`);

// %% [markdown] id="one-text"
// Begin small, with one text. `replace` finds each match of a pattern and puts in what its callback
// returns: the callback gets the match, then what is in the pattern's parentheses. This pattern knows plain
// names, no defaults:

// %% id="replace-one"
const hosts: Record<string, string> = { HOST: "crm.example", PORT: "8443" };
const plainName = /\$\{([A-Za-z_]\w*)\}/g;
"https://${HOST}:${PORT}/ for ${TEAM}".replace(
  plainName,
  (written, name: string) => hosts[name] ?? `(${name} is missing)`,
);

// %% [markdown] id="exercise-2"
// ### Exercise 03.2: replace the variables, and report what is missing (5 points)
//
// Write `expand`. It returns a copy of the config in which the variables of every server are replaced,
// as in the table; headers are expanded a second time, so a variable inside a value is replaced, too. One thing differs: a variable that is not set and has no default is an
// **error**. Its message names the variable, the server and the field (such as `env.CRM_API_KEY`), and
// shows no value.

// %% id="answer-03-2" exercise="03.2"
// BEGIN SOLUTION
const expand: (
  config: McpConfig,
  env: Record<string, string | undefined>,
) => McpConfig = ({ mcpServers, ...rest }, env) => {
  const reference = /\$\{([A-Za-z_]\w*)(?::-([^}]*))?\}/g;
  const fill: Change = (text, place) =>
    text.replace(reference, (_, name: string, fallback?: string) => {
      const value = env[name] ?? fallback;
      if (value === undefined) throw new Error(`${name} is not set (${place})`);
      return value;
    });
  const fields = ["command", "args", "env", "url", "headers", "headers"] as const;
  const expanded = Object.entries(mcpServers).map(([server, entry]) => {
    const copy = { ...entry };
    for (const field of fields) {
      const texts = copy[field];
      const place = `server ${server}, ${field}`;
      if (texts) Object.assign(copy, { [field]: mapTexts(texts, place, fill) });
    }
    return [server, copy];
  });
  return { ...rest, mcpServers: Object.fromEntries(expanded) };
};
// END SOLUTION

// %% id="check-03-2" check="03.2"
await check("03.2", expand);

// %% [markdown] id="git-text"
// ## What git would commit
//
// There are two ways to keep a key out. Either `.mcp.json` holds variables only and is committed. Or it
// is ignored, and `.mcp.json.example` is committed in its place. This lab does the latter, so that a key
// pasted in a hurry goes nowhere. The values live in `.env`, which is never committed either;
// `.env.example` lists their names.
//
// Here is a project that someone set up in a hurry. `drawCommit` writes the files into a temporary folder, puts
// files with a made-up key and some ordinary ones beside them, and asks git what it would take. `tryOut` says
// what the check says.

// %% id="halfway"
const halfway = {
  ".mcp.json.example": JSON.stringify({
    mcpServers: { crm: { command: "node", args: ["lib/dist/cli/main.js"] } },
  }),
  ".env.example": "CRM_API_KEY=\n",
  ".gitignore": "node_modules/\n.env*\n",
};
await drawCommit(halfway, "What git takes of a project set up in a hurry");
await tryOut("03.3", halfway);

// %% [markdown] id="exercise-3"
// ### Exercise 03.3: three files that agree (3 points)
//
// Write the three files, as texts, so that
//
// - `.mcp.json`, `.env`, and every `.env.something` are ignored, **in any folder** of the project;
// - the two examples, and everything else in the project, are committed;
// - a person who copies both examples and fills in `.env` has a server `crm` that starts: as in 03.1,
//   with both variables. In `.env.example` the secret's value stays empty.
//
// In TypeScript, a text between backticks fills in `${…}` by itself: write `\${…}` there, or let
// `JSON.stringify` make the text of a config.

// %% id="answer-03-3" exercise="03.3"
// BEGIN SOLUTION
const files: {
  ".mcp.json.example": string;
  ".env.example": string;
  ".gitignore": string;
} = {
  ".mcp.json.example": `{
  "mcpServers": {
    "crm": {
      "command": "node",
      "args": ["lib/dist/cli/main.js", "crm", "--stdio"],
      "env": {
        "CRM_API_KEY": "\${CRM_API_KEY}",
        "CRM_BASE_URL": "\${CRM_BASE_URL}"
      }
    }
  }
}`,
  ".env.example": "CRM_API_KEY=\nCRM_BASE_URL=https://crm.example\n",
  ".gitignore": "node_modules/\n.mcp.json\n.env\n.env.*\n!.env.example\n",
};
// END SOLUTION

// %% id="check-03-3" check="03.3"
await check("03.3", files);

// %% [markdown] id="start-text"
// ## Start the server, and be refused
//
// Over *stdio*, the MCP client starts the server as a process of its own and speaks to it over the
// process's standard input and output. You start it, you give it its environment, and you have to stop it.
//
// `startPracticeCrm` gives you a CRM to practise on: `config` is the entry of the lab's own
// `.mcp.json.example`, `env` holds a key that was made just now. (`lab.record` puts a transport's messages
// into the trace.) Here the server is started with a **wrong** key.

// %% id="refused"
const crm = await startPracticeCrm();
const refusedClient = new Client({ name: "lesson-03", version: "1.0.0" });
const refusedTransport = new StdioClientTransport({
  command: crm.config.command ?? "",
  args: crm.config.args ?? [],
  env: { ...crm.env, CRM_API_KEY: "a-wrong-key" },
});
await refusedClient.connect(lab.record(refusedTransport, "crm, wrong key"));
const listed = await refusedClient.listTools();
const refused = await refusedClient.callTool({
  name: "crm_pipeline",
  arguments: {},
});
await refusedClient.close();
console.log(listed.tools.map((tool) => tool.name).join(" "));
console.log(refused.isError, refused.structuredContent);

// %% [markdown] id="refused-read"
// The server started and listed its tools: a list needs no key. Only the call was refused, and not with
// a crash: the result has `isError`, and the CRM says in `structuredContent.error` what it was.
// `permission` is `key-refused` for a key that is not known, and `not-involved` when the CRM cannot be
// reached: then the key may be good. (Lesson 04 is all about such errors.)
//
// And a variable that nobody set? The host passes on its text, as you saw, and the server complains about
// that on stderr:

// %% id="literal"
const literalTransport = new StdioClientTransport({
  command: crm.config.command ?? "",
  args: crm.config.args ?? [],
  env: { ...crm.env, CRM_API_KEY: "${CRM_API_KEY}" },
  stderr: "pipe",
});
const serverSaid: string[] = [];
const serverEnded = new Promise((resolve) => {
  const output = literalTransport.stderr;
  output?.on("data", (text: Buffer) => serverSaid.push(String(text)));
  output?.on("end", resolve);
});
try {
  const client = new Client({ name: "lesson-03", version: "1.0.0" });
  await client.connect(lab.record(literalTransport, "crm, no key"));
} catch (error) {
  console.log("The client says:", error instanceof Error ? error.message : error);
}
await serverEnded;
console.log(`The server said:\n${serverSaid.join("")}`);

// %% [markdown] id="exercise-4"
// This server checks, and refuses to start. One that does not would send that text as its key, so check
// before you start one.
//
// ### Exercise 03.4: start the CRM (4 points)
//
// Write `startCrm(config, env)`. `config` says how to start the server, and `env` holds its two
// variables, as a host hands them over. It answers with one of these:
//
// | status | when | tools |
// |:---|:---|:---|
// | `ready` | a call of `crm_pipeline` works | the names of all tools |
// | `permission` | the CRM refuses the key, an empty one, too | any |
// | `config` | a value in `env` still holds `${`: then **nothing is started** | none |
// | `failed` | anything else: the CRM cannot be reached, the process ends | any |
//
// `message` says why, and never holds the key. Whatever happens, the process has ended when the
// function returns, and the function does not throw. (Begin by trying it on the practice CRM, in a cell
// of your own: `await startCrm(crm.config, crm.env)`.)

// %% id="start-types"
type CrmStart = {
  status: "ready" | "permission" | "config" | "failed";
  tools: string[];
  message: string;
};
const crmError = z.object({
  error: z.object({ permission: z.string(), message: z.string() }),
});
crmError.parse(refused.structuredContent).error.permission;

// %% id="answer-03-4" exercise="03.4"
// BEGIN SOLUTION
const startCrm: (
  config: McpServerEntry,
  env: Record<string, string>,
) => Promise<CrmStart> = async ({ command = "", args = [] }, env) => {
  const literal = Object.keys(env).find((name) => env[name]?.includes("${"));
  if (literal)
    return { status: "config", tools: [], message: `${literal} is not set` };
  const client = new Client({ name: "lesson-03", version: "1.0.0" });
  try {
    await client.connect(new StdioClientTransport({ command, args, env }));
    const tools = (await client.listTools()).tools.map((tool) => tool.name);
    const probe = await client.callTool({ name: "crm_pipeline", arguments: {} });
    if (!probe.isError) return { status: "ready", tools, message: "" };
    const { permission, message } = crmError.parse(probe.structuredContent).error;
    const status = permission === "not-involved" ? "failed" : "permission";
    return { status, tools, message };
  } catch (error) {
    return { status: "failed", tools: [], message: String(error) };
  } finally {
    await client.close();
  }
};
// END SOLUTION

// %% id="check-03-4" check="03.4"
await check("03.4", startCrm);

// %% [markdown] id="exercise-5"
// ### Exercise 03.5 (stretch): mask a secret wherever it turns up
//
// Logs, traces and error texts repeat what they were given, often in another form. Write `mask`: every
// occurrence of one of the values in the text becomes `[masked]`, whether as it is, URL-encoded,
// base64-encoded (with or without the `=` at the end) or as in a JSON text. The rest of the text stays.
// One value may be the beginning of another; one may be empty.

// %% id="encodings"
const secret = 'not a "real" key';
[
  secret,
  encodeURIComponent(secret),
  Buffer.from(secret).toString("base64"),
  JSON.stringify(secret),
];

// %% id="answer-03-5" exercise="03.5"
// BEGIN SOLUTION
const mask: (values: string[], text: string) => string = (values, text) => {
  const forms = values.flatMap((value) => {
    const base64 = Buffer.from(value).toString("base64");
    const json = JSON.stringify(value).slice(1, -1);
    return [
      value,
      encodeURIComponent(value),
      json,
      base64,
      base64.replace(/=+$/, ""),
    ];
  });
  const longestFirst = forms.filter(Boolean).sort((a, b) => b.length - a.length);
  return longestFirst.reduce(
    (masked, form) => masked.split(form).join("[masked]"),
    text,
  );
};
// END SOLUTION

// %% id="check-03-5" check="03.5"
await check("03.5", mask);

// %% [markdown] id="saw"
// ## What you saw
//
// | where the key could get out | what keeps it in |
// |:---|:---|
// | `.mcp.json` in the history | variables, and an example in its place |
// | `.env` in the history | `.gitignore`, tried with real git |
// | a default that hides a missing key | no default for a secret, an error instead |
// | the text `${CRM_API_KEY}` sent as a key | a look at `env` before anything starts |
// | an error text or a log | a mask for every form that the key can have |
//
// Here is what went over the wire in the two starts. No message holds a key: it goes to the server in its
// environment, and from there only to the CRM itself.

// %% id="trace"
drawTrace(lab.trace, "Two starts of the CRM, and what came of them");

// %% [markdown] id="playground-text"
// ## Playground
//
// Nothing below this line is checked. `.mcp.json.example` in the lab's root works as it is: copy it to
// `.mcp.json`, set both variables, start Claude Code there, and ask it about the pipeline. With both
// variables set but empty, the CRM is a small one of the lab's own, with sample data.

// %% id="playground"
await crm.close();

// %% [markdown] id="next"
// ## Next
//
// [Lesson 04](04-structured-errors.ipynb): what the CRM says when a call goes wrong, and who should do what
// about it.
//
// **Sources**, to read again, for such things change:
//
// - The five fields, scopes and approval: [Claude Code, MCP](https://code.claude.com/docs/en/mcp), read
//   2026-08-22. All that it does with a text, and what `mcp add` writes: Claude Code 2.1.332, tried on
//   2026-11-30.
// - What the Inspector hands on: `@modelcontextprotocol/inspector` 2.12.0, tried on 2026-11-22.

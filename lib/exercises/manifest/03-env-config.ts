import { type Lesson, must } from "../exercise.ts";

export const envConfig: Lesson = {
  slug: "03-env-config",
  title: "Credentials stay out of version control",
  summary: "A .mcp.json with variables, what git commits, and a server that is refused.",
  can: "commit a `.mcp.json` without a secret in it, and start a server from it",
  minutes: 70,
  exercises: [
    {
      id: "03.1",
      title: "A config that can be committed",
      answer: "value",
      checks: [
        must("03.1.valid", "Starts the CRM's server", 1),
        must("03.1.no-secret", "Holds no secret", 1),
        must("03.1.no-default", "Has no default for a secret", 0),
        must("03.1.variables", "Hands on both variables", 1),
      ],
      hints: [
        "The config that is shown above has the right shape. Only the values in `env` and the words in `args` differ.",
        `\`command\` is "node", \`args\` is the list "lib/dist/cli/main.js", "crm", "--stdio", and \`env\` has the two names that the server reads, each with \`\${…}\` around its own name as the value.`,
        `~~~
{
  mcpServers: {
    crm: {
      command: "node",
      args: ["lib/dist/cli/main.js", "crm", "--stdio"],
      env: { CRM_API_KEY: "\${CRM_API_KEY}" },
    },
  },
}
~~~
The second variable goes in the same way.`,
      ],
    },
    {
      id: "03.2",
      title: "Replace the variables",
      answer: "function",
      checks: [
        must("03.2.variables", "Puts values in", 1),
        must("03.2.defaults", "Uses defaults", 1),
        must("03.2.literal", "Leaves alone what only looks special", 1),
        must("03.2.fields", "Replaces in five fields, and nowhere else", 1),
        must("03.2.missing", "Names what is missing", 1),
      ],
      hints: [
        "Write a function for one text first, with `text.replace(pattern, callback)`. Then give it to `mapTexts`, for each of the five fields of each server.",
        `This pattern finds each reference:
~~~
/\\$\\{([A-Za-z_]\\w*)(?::-([^}]*))?\\}/g
~~~
The callback of \`replace\` gets the name and the default, which is \`undefined\` where there is none. Compare \`env[name]\` with \`undefined\`.`,
        `With the pattern of hint 2 as \`reference\`:
~~~
const fill: Change = (text, place) =>
  text.replace(reference, (_, name: string, fallback?: string) => {
    const value = env[name] ?? fallback;
    if (value === undefined)
      throw new Error(\`\${name} is not set (\${place})\`);
    return value;
  });
~~~
Then, with \`const copy = { ...entry }\` for the entry of each server:
~~~
const fields =
  ["command", "args", "env", "url", "headers", "headers"] as const;
for (const field of fields) {
  const texts = copy[field];
  const place = \`server \${server}, \${field}\`;
  if (texts)
    Object.assign(copy, { [field]: mapTexts(texts, place, fill) });
}
~~~
Return the config with these copies.`,
      ],
    },
    {
      id: "03.3",
      title: "What git would commit",
      answer: "value",
      checks: [
        must("03.3.no-secret", "No secret is committed", 1),
        must("03.3.committed", "Everything else is committed", 1),
        must("03.3.complete", "The examples are complete", 1),
      ],
      hints: [
        "A pattern without a slash holds in every folder. `.env*` ignores the example too, unless a later line takes it back in.",
        "`.gitignore` needs three things: `.mcp.json`, `.env` with `.env.*`, and `!.env.example`. The text of `.mcp.json.example` can be `JSON.stringify` of a config.",
        `~~~
".gitignore": ".mcp.json\\n.env\\n.env.*\\n!.env.example\\n",
".env.example": "CRM_API_KEY=\\n…",
".mcp.json.example": JSON.stringify(…),
~~~
In \`.env.example\` the second variable follows; the last one is what you wrote in 03.1.`,
      ],
    },
    {
      id: "03.4",
      title: "Start the CRM, and be refused",
      answer: "function",
      checks: [
        must("03.4.lists", "Starts it and lists its tools", 1),
        must("03.4.permission", "Tells a refused key from an outage", 1),
        must("03.4.literal", "Catches a literal ${…} before it starts", 1),
        must("03.4.ends", "Leaves no process behind", 1),
      ],
      hints: [
        "The cell that was refused shows every step: a transport, a client, connect, a call, close. Look at `env` first, and close in a `finally` block.",
        'After `listTools()`, call `crm_pipeline`. If the result has `isError`, look at `structuredContent.error`: `permission` is "key-refused" for a bad key and "not-involved" for an outage. A `catch` block turns what is thrown into "failed".',
        `~~~
if (Object.values(env).some((value) => value.includes("\${")))
  return { status: "config", … };
const { command, args } = config;
try {
  await client.connect(
    new StdioClientTransport(
      { command, args, env, stderr: "ignore" },
    ),
  );
  …
} catch (error) {
  return { status: "failed", … };
} finally {
  await client.close();
}
~~~`,
      ],
    },
    {
      id: "03.5",
      title: "Mask a secret wherever it turns up",
      answer: "function",
      stretch: true,
      checks: [
        must("03.5.raw", "As it is", 0),
        must("03.5.url", "URL-encoded", 0),
        must("03.5.base64", "Base64-encoded", 0),
        must("03.5.json", "JSON-encoded", 0),
        must("03.5.rest", "The rest is unchanged", 0),
      ],
      hints: [
        "For each value make a list of the forms it can have, then replace each form in the text.",
        'The forms: `value`, `encodeURIComponent(value)`, `Buffer.from(value).toString("base64")` with and without the `=` at its end, `JSON.stringify(value).slice(1, -1)`. Longer ones first, and no empty ones.',
        `~~~
const forms = values
  .filter((value) => value !== "")
  .flatMap((value) => [ … ])
  .sort((a, b) => b.length - a.length);
return forms.reduce(
  (masked, form) => masked.split(form).join("[masked]"),
  text,
);
~~~`,
      ],
    },
  ],
};

import { type Exercise, type Lesson, must } from "../exercise.ts";

const sameEverywhere: Exercise = {
  id: "07.1",
  title: "A result that says the same everywhere",
  answer: "function",
  checks: [
    must("07.1.claude-code", "Claude Code hands on every value", 0),
    must("07.1.helper", "So does the SDK's helper", 0),
    must("07.1.connector", "So does the connector", 0),
    must("07.1.halves", "A success fills both halves", 0),
    must("07.1.empty", "Says that there are no rows", 0),
    must("07.1.failure", "A failure says everything everywhere", 0),
    must("07.1.marked", "Failures are marked, and only they", 0),
  ],
  hints: [
    "Two halves, the same facts in each. Which half does a host read of a success, and which of a failure? Run the cell with `resultViews` on what you return.",
    "`JSON.stringify(found)` is a text that holds everything, also where there are no rows. The other half is `structuredContent`: an object, never a list.",
    `~~~
const text = JSON.stringify(found);
return {
  isError: "error" in found,
  content: [{ type: "text", text }],
  structuredContent: found,
};
~~~`,
  ],
};

const listedCatalog: Exercise = {
  id: "07.2",
  title: "The catalog as a host lists it",
  answer: "function",
  checks: [
    must("07.2.pages", "Every page that the host reads", 0),
    must("07.2.end", "Nothing that it never asks for", 0),
    must("07.2.as-sent", "As the server sent it", 0),
    must("07.2.missing", "What the model lacks", 0),
    must("07.2.leaked", "What it sees and should not", 0),
  ],
  hints: [
    "Walk through the pages as the host does, and keep the cursors that it has sent. Everything else follows from the list that you get.",
    'The walk ends after a page whose `nextCursor` is `undefined`, `""`, or one that you have kept. For the model is what has no `annotations.audience`, or one that includes `"assistant"`.',
    `~~~
const sent: string[] = [];
for (const { resources, nextCursor } of pages) {
  seen.push(...resources);
  if (!nextCursor || sent.includes(nextCursor)) break;
  sent.push(nextCursor);
}
~~~
Then \`missing\` is every entry and template for the model whose URI is not listed. \`leaked\` is what in \`seen\` is not for the model.`,
  ],
};

const survivingTools: Exercise = {
  id: "07.3",
  title: "Names and schemas that survive",
  answer: "function",
  checks: [
    must("07.3.names", "Names arrive as they are", 0),
    must("07.3.root", "One object at the root", 0),
    must("07.3.properties", "Properties that the API takes", 0),
    must("07.3.descriptions", "Descriptions are short enough", 0),
    must("07.3.same", "Nothing else is lost", 0),
  ],
  hints: [
    "Begin with `...tool` and the names; run the check, then take one fault after the other. What a tool does not have needs no change.",
    `Take the unions out, and collect what their choices have:
~~~
const { anyOf = [], oneOf = [], ...schema } = tool.inputSchema;
const choices = [...anyOf, ...oneOf];
const properties: Record<string, Property> = { ...schema.properties };
for (const choice of choices)
  for (const name of Object.keys(choice.properties ?? {})) {
    const said = saidOf(name, choices);
    const own = schema.properties?.[name];
    properties[name] = said.length > 1
      ? { ...own, anyOf: said }
      : { ...said[0], ...own };
  }
~~~
For names of tools, the most that \`freeName\` may take is 128 less the length of what goes before; for properties it is 64.`,
    `What every choice requires, and a sentence for the description:
~~~
const lists = choices.map(({ required = [] }) => required);
const every = lists
  .flat()
  .filter((name) => lists.every((one) => one.includes(name)));
const ways = lists.map((list) => list.join(" and ")).join(", or ");
~~~
A line of a long description that begins with the name of a property and a colon goes into that property's description, and out of the lines.`,
  ],
};

const leastPrivilege: Exercise = {
  id: "07.4",
  title: "Scopes, approval, least privilege",
  answer: "function",
  checks: [
    must("07.4.scopes", "Puts each server into its scope", 0),
    must("07.4.pinned", "Starts what was reviewed", 0),
    must("07.4.no-secret", "Writes no secret down", 0),
    must("07.4.variables", "Hands on its own variables", 0),
    must("07.4.approved", "Approves by name", 0),
    must("07.4.runs", "Lets run what may run", 0),
    must("07.4.asks", "Asks before the rest", 0),
    must("07.4.never", "Hides what must not run", 0),
  ],
  hints: [
    "Write two small functions first: one makes the entry of a server, one the names of all tools that may do a certain thing. The rest is filtering by `for`.",
    "An entry starts `npx` with `-y` and the package, an @ and the reviewed version. In `env` a secret has its own name between `${` and `}`, any other its value. A rule is `mcp__`, the server, `__` and the tool, where each character but A to Z, a to z, 0 to 9, _ and - is _.",
    `~~~
const scope = (whom: WantedServer["for"]): McpConfig => ({
  mcpServers: Object.fromEntries(
    wanted
      .filter((server) => server.for === whom)
      .map((server) => [server.name, entryOf(server)]),
  ),
});
~~~
\`project\`, \`user\` and \`local\` are this of "team", "me" and "me-here". In \`settings\`, \`enabledMcpjsonServers\` has the names of the team's servers, \`allow\` the rules for "run", \`ask\` those for "ask", and \`deny\` those for "never".`,
  ],
};

const whoDroppedWhat: Exercise = {
  id: "07.5",
  title: "Who dropped what",
  answer: "function",
  checks: [
    must("07.5.unsaid", "Knows what was never said", 0),
    must("07.5.dropped", "Knows what the host dropped", 0),
    must("07.5.seen", "Knows what the model saw", 0),
    must("07.5.said", "Names the methods that said it", 0),
  ],
  hints: [
    "Two questions for each fact: which answers of the server hold it, and does anything hold it that reached the model? The three fates follow from these two.",
    "Said is in `run.asked`, in each `outcome`, and not in its `params`. Seen is in `run.offered`, `run.instructions` and each `content` of `run.seen`. `JSON.stringify` of such a part is one text to search; but in it a fact is written as JSON writes it, and in JSON within JSON once more.",
    `~~~
const inJson = (text: string) => JSON.stringify(text).slice(1, -1);
const holds = (part: unknown, fact: string) => {
  const text = JSON.stringify(part);
  const written = inJson(fact);
  return text.includes(written) || text.includes(inJson(written));
};
~~~
Then \`said\` has the methods of the requests whose \`outcome\` holds the fact, each once: a \`Set\` does that.`,
  ],
};

export const inARealHost: Lesson = {
  slug: "07-in-a-real-host",
  title: "In a real host",
  summary: "What Claude Code makes of your server. May be done after lesson 04.",
  can: "say what a host makes of a server, and set servers up so that each may do what it has to",
  minutes: 140,
  exercises: [sameEverywhere, listedCatalog, survivingTools, leastPrivilege, whoDroppedWhat],
};

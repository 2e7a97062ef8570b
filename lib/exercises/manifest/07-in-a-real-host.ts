import type { Exercise, Lesson } from "../exercise.ts";

const sameEverywhere: Exercise = {
  id: "07.1",
  title: "A result that says the same everywhere",
  answer: "function",
  checks: [
    {
      id: "07.1.claude-code",
      title: "Claude Code hands on every value",
      severity: "must",
      points: 0,
    },
    { id: "07.1.helper", title: "So does the SDK's helper", severity: "must", points: 0 },
    { id: "07.1.connector", title: "So does the connector", severity: "must", points: 0 },
    { id: "07.1.empty", title: "Says that there are no rows", severity: "must", points: 0 },
    {
      id: "07.1.failure",
      title: "A failure says everything everywhere",
      severity: "must",
      points: 0,
    },
    { id: "07.1.marked", title: "Failures are marked, and only they", severity: "must", points: 0 },
  ],
  hints: [
    "Two halves, the same facts in each. Which half does a host read of a success, and which of a failure? Run the cell with resultViews on what you return.",
    "JSON.stringify(found) is a text that holds everything, also where there are no rows. The other half is structuredContent: an object, never a list.",
    'const text = JSON.stringify(found); return { content: [{ type: "text", text }], structuredContent: found, isError: "error" in found };',
  ],
};

const listedCatalog: Exercise = {
  id: "07.2",
  title: "The catalog as a host lists it",
  answer: "function",
  checks: [
    { id: "07.2.pages", title: "Every page that the host reads", severity: "must", points: 0 },
    { id: "07.2.end", title: "Nothing that it never asks for", severity: "must", points: 0 },
    { id: "07.2.as-sent", title: "As the server sent it", severity: "must", points: 0 },
    { id: "07.2.missing", title: "What the model lacks", severity: "must", points: 0 },
    { id: "07.2.leaked", title: "What it sees and should not", severity: "must", points: 0 },
  ],
  hints: [
    "Walk through the pages as the host does, and keep the cursors that it has sent. Everything else follows from the list that you get.",
    'The walk ends after a page whose nextCursor is undefined, "", or one that you have kept. For the model is what has no annotations.audience, or one that includes "assistant".',
    "const sent: string[] = []; for (const { resources, nextCursor } of pages) { seen.push(...resources); if (!nextCursor || sent.includes(nextCursor)) break; sent.push(nextCursor); } Then missing is every entry and template for the model whose URI is not listed; leaked is what of seen is not for the model.",
  ],
};

const survivingTools: Exercise = {
  id: "07.3",
  title: "Names and schemas that survive",
  answer: "function",
  checks: [
    { id: "07.3.names", title: "Names arrive as they are", severity: "must", points: 0 },
    { id: "07.3.root", title: "One object at the root", severity: "must", points: 0 },
    { id: "07.3.properties", title: "Properties that the API takes", severity: "must", points: 0 },
    { id: "07.3.descriptions", title: "Descriptions arrive whole", severity: "must", points: 0 },
    { id: "07.3.same", title: "Nothing else is lost", severity: "must", points: 0 },
  ],
  hints: [
    "Begin with ...tool and the names; run the check, then take one fault after the other. What a tool has none of stays as it is.",
    "Take anyOf and oneOf out of the schema with const { anyOf = [], oneOf = [], ...schema } = tool.inputSchema. Object.assign({}, schema.properties, ...choices.map((one) => one.properties)) has the properties of all. freeName gives names, for tools with 128 - `mcp__${server}__`.length and for properties with 64 as the most.",
    'Required by every choice: lists.reduce((a, b) => a.filter((name) => b.includes(name))), where lists are the choices\' required. A sentence: `Give ${lists.map((list) => list.join(" and ")).join(", or ")}.` A line of a long description: const line = lines.find((one) => one.startsWith(`${name}: `)); it goes into { ...property, description: line.slice(name.length + 2) }, and out of the lines.',
  ],
};

const leastPrivilege: Exercise = {
  id: "07.4",
  title: "Scopes, approval, least privilege",
  answer: "function",
  checks: [
    { id: "07.4.scopes", title: "Puts each server into its scope", severity: "must", points: 0 },
    { id: "07.4.pinned", title: "Starts what was reviewed", severity: "must", points: 0 },
    { id: "07.4.no-secret", title: "Writes no secret down", severity: "must", points: 0 },
    { id: "07.4.variables", title: "Hands on its own variables", severity: "must", points: 0 },
    { id: "07.4.approved", title: "Approves by name", severity: "must", points: 0 },
    { id: "07.4.runs", title: "Lets run what may run", severity: "must", points: 0 },
    { id: "07.4.asks", title: "Asks before the rest", severity: "must", points: 0 },
    { id: "07.4.never", title: "Hides what must not run", severity: "must", points: 0 },
  ],
  hints: [
    "Write two small functions first: one makes the entry of a server, one the names of all tools that may do a certain thing. The rest is filtering by `for`.",
    'An entry is { command: "npx", args: ["-y", `${package}@${reviewed}`], env }: in env a secret NAME has the text "${NAME}", any other its value. The name of a tool is `mcp__${server}__${tool}`, where each character but letters, digits, _ and - is _.',
    'project, user and local are { mcpServers: Object.fromEntries(wanted.filter((server) => server.for === "team").map((server) => [server.name, entryOf(server)])) }, and so on. settings is { enabledMcpjsonServers: the names of the team\'s, permissions: { allow: rules("run"), deny: rules("never") } }.',
  ],
};

const whoDroppedWhat: Exercise = {
  id: "07.5",
  title: "Who dropped what",
  answer: "function",
  checks: [
    { id: "07.5.unsaid", title: "Knows what was never said", severity: "must", points: 0 },
    { id: "07.5.dropped", title: "Knows what the host dropped", severity: "must", points: 0 },
    { id: "07.5.seen", title: "Knows what the model saw", severity: "must", points: 0 },
    { id: "07.5.said", title: "Names the methods that said it", severity: "must", points: 0 },
  ],
  hints: [
    "Two questions for each fact: which answers of the server hold it, and does anything hold it that reached the model? The three fates follow from these two.",
    "Said is in run.asked, in each outcome, and not in its params. Seen is in run.offered, run.instructions and each content of run.seen. JSON.stringify of such a part is one text to search; but in it a fact is written as JSON writes it, and in JSON within JSON once more.",
    "const inJson = (text: string) => JSON.stringify(text).slice(1, -1); a part holds a fact if JSON.stringify(part) includes inJson(fact) or inJson(inJson(fact)). said is the methods of run.asked.filter(({ outcome }) => holds(outcome, fact)), through a Set.",
  ],
};

export const inARealHost: Lesson = {
  slug: "07-in-a-real-host",
  title: "In a real host",
  summary: "What Claude Code makes of your server. May be done after lesson 04.",
  minutes: 90,
  exercises: [sameEverywhere, listedCatalog, survivingTools, leastPrivilege, whoDroppedWhat],
};

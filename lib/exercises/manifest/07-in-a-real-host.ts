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
    { id: "07.1.empty", title: "No rows are not a blank", severity: "must", points: 0 },
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
  checks: [],
  hints: ["", "", ""],
};

const whoDroppedWhat: Exercise = {
  id: "07.5",
  title: "Who dropped what",
  answer: "function",
  checks: [],
  hints: ["", "", ""],
};

export const inARealHost: Lesson = {
  slug: "07-in-a-real-host",
  title: "In a real host",
  summary: "What Claude Code makes of your server. May be done after lesson 04.",
  minutes: 75,
  exercises: [sameEverywhere, listedCatalog, survivingTools, leastPrivilege, whoDroppedWhat],
};

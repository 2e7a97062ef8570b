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
  checks: [],
  hints: ["", "", ""],
};

const survivingTools: Exercise = {
  id: "07.3",
  title: "Names and schemas that survive",
  answer: "function",
  checks: [],
  hints: ["", "", ""],
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

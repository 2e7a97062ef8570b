import type { Exercise, Lesson } from "../exercise.ts";

const sameEverywhere: Exercise = {
  id: "07.1",
  title: "A result that says the same everywhere",
  answer: "function",
  checks: [],
  hints: ["", "", ""],
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

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
    "An entry is { command: \"npx\", args: [\"-y\", `${package}@${reviewed}`], env }: in env a secret NAME has the text \"${NAME}\", any other its value. The name of a tool is `mcp__${server}__${tool}`, where each character but letters, digits, _ and - is _.",
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
  minutes: 75,
  exercises: [sameEverywhere, listedCatalog, survivingTools, leastPrivilege, whoDroppedWhat],
};

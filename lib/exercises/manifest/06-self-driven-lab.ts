import { steps } from "../../subjects/sketch/review.ts";
import { type Exercise, type Lesson, must } from "../exercise.ts";

/** From a nudge to nearly the answer, for each step of the sketch. */
const hints: Record<string, Exercise["hints"]> = {
  "06.1": [
    "Begin with the questions: what do people ask this system today, and what would answer them? The data follows from the answers.",
    "Two questions are enough, each of four words or more. `from` is the URI of a Resource for what changes seldom, and the name of a tool for what is looked up. They need not exist yet.",
    `~~~
questions: [
  {
    ask: "Which books are overdue by more than a week?",
    from: "find_loans",
  },
  { ask: "What are the opening hours?", from: "library://hours" },
],
data: [
  {
    name: "loans",
    sensitivity: "personal",
    why: "They tell who reads what.",
  },
  {
    name: "hours",
    sensitivity: "public",
    why: "They hang on the door.",
  },
],
~~~`,
  ],
  "06.2": [
    "Go through the config text by text: whatever differs between two machines, or must not be seen, becomes `${NAME}`.",
    "The entry is named like `server.name`. A secret has no default. Each variable of the config is listed under `variables`, each secret has a credential with the few permissions that it needs.",
    `~~~
config: {
  mcpServers: {
    library: {
      command: "node",
      args: ["dist/src/main.js"],
      env: { LIBRARY_TOKEN: "\${LIBRARY_TOKEN}" },
    },
  },
},
variables: [
  {
    name: "LIBRARY_TOKEN",
    secret: true,
    required: true,
    purpose: "…",
  },
],
credentials: [
  {
    variable: "LIBRARY_TOKEN",
    issuedBy: "…",
    permissions: ["loans.read"],
    renewed: "…",
  },
],
~~~`,
  ],
  "06.3": [
    "A Resource is worth having where the same text helps with many questions: a glossary, a schema, a list that changes weekly.",
    "The description adds what the title lacks: fields, units, the time it covers. The overview gets the highest priority. A Resource is read by an MCP client, never by the connector.",
    `~~~
{
  uri: "library://hours",
  title: "Opening hours",
  description: "…",
  mimeType: "text/markdown",
  priority: 0.9,
  audience: ["assistant"],
  size: "small",
  permission: "none",
  data: ["hours"],
}
~~~
A second one with another priority, and \`resourcesVia: "mcp-client"\`.`,
  ],
  "06.4": [
    "Write one tool that only reads and one that writes, then go through what can go wrong with each: the model's fault, the key's, the backend's.",
    "Rows of lesson 04: VALIDATION false, not-involved, model. PERMISSION_DENIED false, not-allowed, operator. TIMEOUT true, not-involved, time. A tool that writes has a required input that is its `idempotencyKey`. The permissions of tools and Resources together are those of the credential.",
    `~~~
errors: [
  {
    code: "UNAVAILABLE",
    when: "…",
    retryable: true,
    permission: "not-involved",
    who_can_fix: "time",
    hint: "…",
  },
  …
],
~~~
If a question does not find its answer, put the words that it is asked with into the title or the description of what answers it.`,
  ],
  "06.5": [
    "Decide by the data: is any of it regulated? Then ZDR is required, and the connector is not for this server.",
    'Not used: `{ status: "not-used", why: "…" }` and `path` "direct". Used: `default_config: { enabled: false }` and the names by hand, and "mcp-connector" among `features` and `notCovered`.',
    `~~~
zdr: {
  required: true,
  why: "…",
  path: "direct",
  features: ["messages", "own-tools"],
  notCovered: [],
},
direct: {
  allow: [ … ], // the tools that your questions name
  runsOn: "…",
  credentialsHeldBy: "…",
  history: "in-request",
},
~~~`,
  ],
};

const noHints: Exercise["hints"] = ["", "", ""];

export const selfDrivenLab: Lesson = {
  slug: "06-self-driven-lab",
  title: "An integration sketch of your own",
  summary: "Your own system as one value: reviewed, drawn, and exported as a server that runs.",
  can: "write down an integration so that others can approve it and build it",
  minutes: 75,
  // The rules of the review are the checks: what instructors see is what learners see.
  exercises: steps.map(({ exercise, title, rules }) => ({
    id: exercise,
    title,
    answer: "value",
    checks: rules.map((rule) => must(rule.id, rule.title, rule.points)),
    hints: hints[exercise] ?? noHints,
  })),
};

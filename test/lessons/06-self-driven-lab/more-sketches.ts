import type {
  Sketch,
  SketchError,
  SketchResource,
  SketchTool,
} from "../../../lib/subjects/sketch/sketch.ts";

const resource = (
  uri: string,
  title: string,
  description: string,
  more: Partial<SketchResource> = {},
): SketchResource => ({
  uri,
  title,
  description,
  mimeType: "text/markdown",
  priority: 0.5,
  audience: ["assistant"],
  size: "small",
  permission: "none",
  data: [],
  ...more,
});

const row = (code: SketchError["code"], when: string, hint: string): SketchError => ({
  code,
  when,
  hint,
  retryable: ["UNAVAILABLE", "TIMEOUT", "RATE_LIMITED", "BAD_REPLY"].includes(code),
  permission:
    code === "PERMISSION_DENIED"
      ? "not-allowed"
      : code === "UNAUTHENTICATED"
        ? "key-refused"
        : "not-involved",
  who_can_fix: WHO[code] ?? "operator",
});

const WHO: Partial<Record<SketchError["code"], SketchError["who_can_fix"]>> = {
  VALIDATION: "model",
  NOT_FOUND: "model",
  CONFLICT: "user",
  BUSINESS_RULE: "user",
  UNAVAILABLE: "time",
  TIMEOUT: "time",
  RATE_LIMITED: "time",
  PERMISSION_DENIED: "user",
};

const reading = (name: string, title: string, description: string, more: Partial<SketchTool>) => ({
  name,
  title,
  description,
  effect: "reads" as const,
  input: [],
  annotations: {
    readOnlyHint: true,
    destructiveHint: false,
    idempotentHint: false,
    openWorldHint: true,
  },
  permission: "none",
  data: [],
  errors: [],
  ...more,
});

/** Public, without any key; one tool, which only reads. */
const harbour: Sketch = {
  system: {
    name: "Ferry harbour",
    summary: "Tells sailors and hikers when the ferry to the three islands leaves, and why not.",
    owner: "Harbour office",
  },
  questions: [
    { ask: "When does the next ferry leave?", from: "next_ferry" },
    { ask: "What does a ticket cost?", from: "ferry://fares" },
    { ask: "Where does the pier lie?", from: "ferry://piers/{island}" },
  ],
  data: [{ name: "timetable", sensitivity: "public", why: "It is on every board." }],
  server: { name: "ferry", transports: ["stdio"] },
  config: { mcpServers: { ferry: { command: "node", args: ["./dist/src/main.js"] } } },
  variables: [],
  credentials: [],
  resources: [
    resource("ferry://fares", "Fares", "What a ticket is for children, bicycles and dogs.", {
      audience: ["user"],
      permission: "",
    }),
    resource(
      "ferry://piers/{island}",
      "Pier of an island",
      "Where it lies, depth, stairs, shelter",
      {
        mimeType: "text/markdown; charset=utf-8",
        data: ["timetable"],
      },
    ),
  ],
  resourcesVia: "mcp-client",
  tools: [
    reading("next_ferry", "Next ferry", "Says when the next ferry leaves, and from where.", {
      input: [{ name: "island", type: "string", description: "Where to", required: true }],
      permission: "public",
      data: ["timetable"],
      errors: ["VALIDATION", "PERMISSION_DENIED", "UNAVAILABLE"],
    }),
  ],
  errors: [
    row("VALIDATION", "No island of ours", "Name one of the islands."),
    row("PERMISSION_DENIED", "Ferries of the navy", "Stop, and say so."),
    row("UNAVAILABLE", "The board is dark", "Wait for a minute."),
  ],
  connector: { status: "not-used", why: "It runs on a laptop in the office" },
  zdr: {
    required: false,
    why: "All of it is public",
    path: "direct",
    features: ["messages", "own-tools"],
    notCovered: [],
  },
  direct: {
    allow: ["next_ferry"],
    runsOn: "The office's laptop",
    credentialsHeldBy: "Nobody: there are none",
    history: "thread",
  },
  openQuestions: [{ question: "Who tells us of storms?", who: "Coast guard" }],
};

/** Todo lists, reached over HTTP and by the connector. */
const bakery: Sketch = {
  system: {
    name: "Todo board",
    summary: "Todo lists of a bakery: what to knead, bake, clean, … and who does it.",
    owner: "Both bakers",
  },
  questions: [
    { ask: "What is on today's todo list?", from: "list_todos" },
    { ask: "Tick off a todo for me", from: "tick-off" },
    { ask: "How is sourdough kept alive?", from: "bakery://recipes" },
  ],
  data: [
    { name: "todos", sensitivity: "internal", why: "They tell our recipes…" },
    { name: "shifts", sensitivity: "personal", why: "Who works when" },
  ],
  server: { name: "board", transports: ["http", "stdio"] },
  config: {
    mcpServers: {
      board: {
        type: "http",
        url: "https://board.example/mcp",
        headers: { Authorization: "Bearer ${BOARD_TOKEN}", "X-Shop": "${SHOP:-main}" },
      },
    },
  },
  variables: [
    { name: "BOARD_TOKEN", secret: true, required: true, purpose: "Opens the todo board" },
    { name: "SHOP", secret: false, required: false, purpose: "Which shop it is: main, north, …" },
  ],
  credentials: [
    {
      variable: "BOARD_TOKEN",
      issuedBy: "Board's admin page",
      permissions: ["todos/read", "todos/tick"],
      renewed: "Every spring, by hand",
    },
  ],
  resources: [
    resource("bakery://recipes", "Recipes", "How sourdough, rye, rolls... are kneaded and kept.", {
      priority: 1,
      permission: "todos/read",
      data: ["todos"],
      size: "large",
    }),
    resource("bakery://shifts", "Shifts", "Who works in which week: names, hours, ovens.", {
      priority: 0,
      audience: ["user", "assistant"],
      permission: "none",
      data: ["shifts"],
      mimeType: "text/csv",
    }),
  ],
  resourcesVia: "mcp-client",
  tools: [
    reading(
      "list_todos",
      "Todo list",
      "Lists what is to do on a day: kneading, baking, cleaning.",
      {
        input: [{ name: "day", type: "string", description: "ISO date", required: false }],
        permission: "todos/read",
        data: ["todos", "shifts"],
        errors: ["VALIDATION", "UNAUTHENTICATED", "RATE_LIMITED"],
      },
    ),
    {
      ...reading("tick-off", "Tick off a todo", "Marks one todo as done, for good.", {
        permission: "todos/tick",
        errors: ["VALIDATION", "CONFLICT", "NOT_FOUND"],
      }),
      effect: "writes",
      input: [
        { name: "todo", type: "number", description: "Its number", required: true },
        { name: "once", type: "number", description: "Any number, new each time", required: true },
      ],
      idempotencyKey: "once",
      annotations: {
        readOnlyHint: false,
        destructiveHint: true,
        idempotentHint: true,
        openWorldHint: false,
      },
    },
  ],
  errors: [
    row("VALIDATION", "A day that never was", "Use another day."),
    row("NOT_FOUND", "No todo of this number", "List them first."),
    row("CONFLICT", "Somebody has ticked it off", "Ask who has."),
    row("UNAUTHENTICATED", "The token has run out", "Stop and tell them."),
    row("RATE_LIMITED", "More than ten a minute", "Wait a little, then go on."),
  ],
  connector: {
    status: "used",
    servers: [
      {
        name: "board",
        url: "https://board.example/mcp",
        default_config: { enabled: false },
        configs: { list_todos: { enabled: true } },
      },
      {
        name: "huggingface",
        url: "https://huggingface.co/mcp",
        default_config: { enabled: false },
        configs: { hub_repo_search: { enabled: true }, hf_jobs: { enabled: false } },
      },
    ],
  },
  zdr: {
    required: false,
    why: "Bread is no secret here",
    path: "connector",
    features: ["messages", "own-tools", "mcp-connector"],
    notCovered: ["mcp-connector"],
  },
  direct: {
    allow: ["list_todos", "tick-off"],
    runsOn: "Till computer, upstairs",
    credentialsHeldBy: "Both bakers",
    history: "in-request",
  },
  openQuestions: [{ question: "May the trainees tick off todos?", who: "Both" }],
};

/** Regulated data with two keys, started with npx. */
const allotments: Sketch = {
  ...harbour,
  system: {
    name: "Allotment gardens",
    summary: "Who waits for a garden, whose turn it is; the city pays, and the law applies.",
    owner: "City parks department",
  },
  questions: [
    { ask: "Whose turn is it in the waiting list?", from: "waiting.list" },
    { ask: "Which plots are free in autumn?", from: "plots://free" },
  ],
  data: [
    { name: "applicants", sensitivity: "regulated", why: "City privacy law" },
    { name: "plots", sensitivity: "public", why: "On the city's map" },
  ],
  server: { name: "gardens", transports: ["stdio"] },
  config: {
    mcpServers: {
      gardens: {
        type: "stdio",
        command: "npx",
        args: ["-y", "@example/gardens@2.0.0"],
        env: { LIST_KEY: "${LIST_KEY}", MAP_KEY: "${MAP_KEY}", SEASON: "${SEASON:-spring}" },
      },
    },
  },
  variables: [
    { name: "LIST_KEY", secret: true, required: true, purpose: "For the waiting list" },
    { name: "MAP_KEY", secret: true, required: true, purpose: "For the city map" },
    { name: "SEASON", secret: false, required: false, purpose: "Season to begin with" },
  ],
  credentials: [
    {
      variable: "LIST_KEY",
      issuedBy: "IT desk",
      permissions: ["list:read"],
      renewed: "Once a quarter, automatically",
    },
    {
      variable: "MAP_KEY",
      issuedBy: "Surveyors",
      permissions: ["map:read"],
      renewed: "When staff leave",
    },
  ],
  resources: [
    resource("plots://free", "Free plots", "Size, soil, water and rent of plots, free in autumn.", {
      priority: 0.9,
      permission: "map:read",
      data: ["plots"],
    }),
    resource(
      "plots://rules",
      "Garden rules",
      "Hedges, huts, bonfires, bees: what is allowed, when.",
      {
        priority: 0.2,
        audience: ["assistant", "user"],
        mimeType: "application/pdf",
        size: "medium",
      },
    ),
  ],
  tools: [
    reading("waiting.list", "Waiting list", "Whose turn it is, by the day they applied.", {
      input: [
        {
          name: "size",
          type: "string",
          description: "Kind of plot",
          required: false,
          allowed: ["half", "whole"],
        },
      ],
      permission: "list:read",
      data: ["applicants"],
      errors: ["VALIDATION", "PERMISSION_DENIED", "TIMEOUT", "BUSINESS_RULE"],
    }),
  ],
  errors: [
    row("VALIDATION", "A size we lack", "Say half, or whole."),
    row("PERMISSION_DENIED", "Key without list:read", "Ask the IT desk."),
    row("TIMEOUT", "After four long seconds", "Call once more, later."),
    row("BUSINESS_RULE", "In January nobody is told", "Tell them: in February."),
  ],
  connector: { status: "not-used", why: "ZDR would not cover the applicants" },
  zdr: {
    required: true,
    why: "The city's lawyers ask for it",
    path: "direct",
    features: ["messages", "own-tools", "prompt-caching"],
    notCovered: [],
  },
  direct: {
    allow: ["waiting.list"],
    runsOn: "City hall, room 12",
    credentialsHeldBy: "Secret store",
    history: "in-request",
  },
  openQuestions: [{ question: "How long are applicants kept?", who: "Data protection officer" }],
};

/** What may be otherwise in each of them. */
const changes: Record<string, (sketch: Sketch) => Partial<Sketch>> = {
  "as it is": () => ({}),
  "with three dots and a todo in its texts": ({ system, openQuestions }) => ({
    system: { ...system, summary: `${system.summary} More todo lists to come …` },
    openQuestions: openQuestions.map((one) => ({
      ...one,
      question: `${one.question} And then...`,
    })),
  }),
  "with Resources that hold none of its data": ({ resources }) => ({
    resources: resources.map((one) => ({ ...one, data: [] })),
  }),
  "with one Resource more, for users only": ({ resources }) => ({
    resources: [
      ...resources,
      resource("leaflet://today", "Leaflet", "To print: map, phone numbers, opening hours", {
        audience: ["user"],
        priority: resources[0]?.priority ?? 0,
      }),
    ],
  }),
  "with one template more, and its fields in another order": ({ resources, ...rest }) => ({
    ...Object.fromEntries(Object.entries(rest).toReversed()),
    resources: [
      resource(
        "archive://{year}/{month}",
        "Archive",
        "Old notices by month, newest first, scanned",
        {
          mimeType: "image/png",
          size: "large",
        },
      ),
      ...resources,
    ],
  }),
};

/** Sketches of three systems that are right in every step, each in several ways. */
export const moreSketches: Record<string, Sketch> = Object.fromEntries(
  Object.entries({
    "is public": harbour,
    "has todo lists": bakery,
    "is regulated": allotments,
  }).flatMap(([what, sketch]) =>
    Object.entries(changes).map(([how, change]) => [
      `${what}, ${how}`,
      { ...sketch, ...change(sketch) },
    ]),
  ),
);

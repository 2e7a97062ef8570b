import type { Sketch } from "../../../lib/subjects/sketch/sketch.ts";
import {
  observatory,
  publicObservatory,
  strictObservatory,
} from "../../subjects/sketch/own-sketch.ts";

type Wrong = [check: string, mistake: string, sketch: unknown];

const but = (changes: Partial<Sketch>): Sketch => ({ ...observatory, ...changes });

/** One of a list changed: the item at this place. */
const changed = <Item>(list: readonly Item[], at: number, changes: Partial<Item>): Item[] =>
  list.map((item, index) => (index === at ? { ...item, ...changes } : item));

const { system, questions, data, server, config, variables, credentials } = observatory;
const { resources, tools, errors, zdr, direct } = observatory;
const entry = config.mcpServers["observatory"] ?? {};
const env = entry.env ?? {};

const withEntry = (changes: object, name = "observatory"): Partial<Sketch> => ({
  config: { mcpServers: { [name]: { ...entry, ...changes } } },
});

const systemWrong: Wrong[] = [
  [
    "06.1.named",
    "leaves a stand-in for the summary",
    but({ system: { ...system, summary: "TODO" } }),
  ],
  [
    "06.1.named",
    "says in three words what it is",
    but({ system: { ...system, summary: "Plans our nights." } }),
  ],
  ["06.1.named", "names no owner", but({ system: { ...system, owner: "" } })],
  ["06.1.questions", "has one question", but({ questions: questions.slice(0, 1) })],
  [
    "06.1.questions",
    "asks in one word",
    but({ questions: changed(questions, 0, { ask: "Tonight?" }) }),
  ],
  [
    "06.1.questions",
    "says not what answers",
    but({ questions: changed(questions, 1, { from: "" }) }),
  ],
  ["06.1.questions", "asks the same twice", but({ questions: [...questions, ...questions] })],
  ["06.1.data", "gives no reason", but({ data: changed(data, 0, { why: "public" }) })],
  ["06.1.data", "lists one kind twice", but({ data: [...data, ...data] })],
  ["06.1.data", "lists no data", but({ data: [] })],
];

const accessWrong: Wrong[] = [
  ["06.2.config", "names the entry otherwise", but(withEntry({}, "dome"))],
  [
    "06.2.config",
    "writes the command line in one text",
    but(withEntry({ command: "node main.js" })),
  ],
  [
    "06.2.config",
    "starts a source instead of the exported server",
    but(withEntry({ command: "npx", args: ["tsx", "src/main.ts"] })),
  ],
  ["06.2.config", "starts another folder", but(withEntry({ args: ["build/main.js"] }))],
  [
    "06.2.config",
    "serves http only and starts a process",
    but({ server: { ...server, transports: ["http"] } }),
  ],
  [
    "06.2.config",
    "gives an address without a type",
    but(withEntry({ command: undefined, url: "https://dome.example" })),
  ],
  [
    "06.2.secrets",
    "has a default for the token",
    but(withEntry({ env: { ...env, DOME_TOKEN: "${DOME_TOKEN:-guest}" } })),
  ],
  [
    "06.2.secrets",
    "writes a password into another variable",
    but(withEntry({ env: { ...env, MAIL_PASSWORD: "not-a-real-password" } })),
  ],
  [
    "06.2.secrets",
    "shows a token in a description",
    but({
      variables: changed(variables, 0, { purpose: "Such as hf_NotARealTokenNotARealToken00" }),
    }),
  ],
  ["06.2.variables", "forgets to explain one", but({ variables: variables.slice(0, 1) })],
  [
    "06.2.variables",
    "explains one that the config lacks",
    but({
      variables: [
        ...variables,
        { name: "DOME_USER", secret: false, required: true, purpose: "Who signs in there" },
      ],
    }),
  ],
  [
    "06.2.variables",
    "calls one required that has a default",
    but({ variables: changed(variables, 1, { required: true }) }),
  ],
  [
    "06.2.variables",
    "lets the token be left out",
    but({ variables: changed(variables, 0, { required: false }) }),
  ],
  [
    "06.2.variables",
    "says not what one is for",
    but({ variables: changed(variables, 1, { purpose: "url" }) }),
  ],
  [
    "06.2.token",
    "lets the token do everything",
    but({ credentials: changed(credentials, 0, { permissions: ["*"] }) }),
  ],
  [
    "06.2.token",
    "asks for an administrator",
    but({ credentials: changed(credentials, 0, { permissions: ["sky:read", "dome:admin"] }) }),
  ],
  [
    "06.2.token",
    "never renews it",
    but({ credentials: changed(credentials, 0, { renewed: "never" }) }),
  ],
  ["06.2.token", "has no credential", but({ credentials: [] })],
];

const resourcesWrong: Wrong[] = [
  ["06.3.two", "has one Resource", but({ resources: resources.slice(0, 1) })],
  [
    "06.3.two",
    "uses https",
    but({ resources: changed(resources, 1, { uri: "https://sky.example/objects" }) }),
  ],
  [
    "06.3.two",
    "has a URI twice",
    but({ resources: changed(resources, 1, { uri: "sky://telescopes" }) }),
  ],
  [
    "06.3.described",
    "repeats the title",
    but({ resources: changed(resources, 0, { description: "The telescopes." }) }),
  ],
  [
    "06.3.described",
    "describes two alike",
    but({ resources: changed(resources, 1, { description: resources[0]?.description ?? "" }) }),
  ],
  ["06.3.described", "has no title", but({ resources: changed(resources, 1, { title: "" }) })],
  [
    "06.3.metadata",
    "gives a file extension as type",
    but({ resources: changed(resources, 0, { mimeType: "json" }) }),
  ],
  [
    "06.3.metadata",
    "has one priority for all",
    but({ resources: changed(resources, 1, { priority: 0.8 }) }),
  ],
  [
    "06.3.metadata",
    "counts priority to ten",
    but({ resources: changed(resources, 0, { priority: 9 }) }),
  ],
  ["06.3.metadata", "is for nobody", but({ resources: changed(resources, 0, { audience: [] }) })],
  [
    "06.3.metadata",
    "holds data that step 1 lacks",
    but({ resources: changed(resources, 0, { data: ["stars"] }) }),
  ],
  [
    "06.3.client-side",
    "expects Resources through the connector",
    but({ resourcesVia: "connector" }),
  ],
  [
    "06.3.client-side",
    "does so at a public address",
    { ...publicObservatory, resourcesVia: "connector" },
  ],
];

const sure = {
  name: "sure",
  type: "boolean",
  description: "True when it is meant",
  required: true,
} as const;

const toolsWrong: Wrong[] = [
  [
    "06.4.found",
    "asks what no tool answers",
    but({ questions: changed(questions, 0, { from: "plan" }) }),
  ],
  [
    "06.4.found",
    "describes a tool in words that nobody asks with",
    but({
      questions: [
        ...questions,
        { ask: "Which galaxy is best in this season?", from: "plan_night" },
      ],
      tools: changed(tools, 0, {
        title: "Nightly schedule",
        description: "Returns the computed programme for the selected interval.",
      }),
      resources: changed(resources, 0, {
        description:
          "Five instruments: best mount, season pass, galaxy camera, and who may use them.",
      }),
    }),
  ],
  [
    "06.4.honest",
    "says of a write that it reads",
    but({
      tools: changed(tools, 1, {
        annotations: {
          readOnlyHint: true,
          destructiveHint: false,
          idempotentHint: true,
          openWorldHint: false,
        },
      }),
    }),
  ],
  [
    "06.4.honest",
    "leaves an input bare",
    but({
      tools: changed(tools, 0, {
        input: [{ name: "from_hour", type: "number", description: "", required: true }],
      }),
    }),
  ],
  [
    "06.4.honest",
    "returns data that step 1 lacks",
    but({ tools: changed(tools, 0, { data: ["weather"] }) }),
  ],
  [
    "06.4.permissions",
    "asks for more than it needs",
    but({
      credentials: changed(credentials, 0, {
        permissions: ["sky:read", "bookings:create", "members:read"],
      }),
    }),
  ],
  [
    "06.4.permissions",
    "lacks what a tool needs",
    but({ credentials: changed(credentials, 0, { permissions: ["sky:read"] }) }),
  ],
  [
    "06.4.classified",
    "repeats a refused permission",
    but({ errors: changed(errors, 1, { retryable: true }) }),
  ],
  [
    "06.4.classified",
    "takes an outage for a refused key",
    but({ errors: changed(errors, 2, { permission: "key-refused" }) }),
  ],
  [
    "06.4.classified",
    "leaves an outage to the model",
    but({ errors: changed(errors, 2, { who_can_fix: "model" }) }),
  ],
  ["06.4.classified", "says not what to do", but({ errors: changed(errors, 0, { hint: "" }) })],
  [
    "06.4.complete",
    "lacks a row",
    but({ tools: changed(tools, 0, { errors: ["VALIDATION", "UNAVAILABLE", "TIMEOUT"] }) }),
  ],
  [
    "06.4.complete",
    "thinks not of permissions",
    but({
      tools: changed(tools, 1, { errors: ["VALIDATION", "UNAVAILABLE"] }),
      errors: errors.filter(({ code }) => code !== "PERMISSION_DENIED"),
    }),
  ],
  [
    "06.4.complete",
    "has a tool that never fails",
    but({ tools: changed(tools, 0, { errors: [] }) }),
  ],
  [
    "06.4.retry-safe",
    "has no key for a write",
    but({ tools: tools.map(({ idempotencyKey: _key, ...tool }) => tool) }),
  ],
  [
    "06.4.retry-safe",
    "names a key that is no input",
    but({ tools: changed(tools, 1, { idempotencyKey: "key" }) }),
  ],
  [
    "06.4.retry-safe",
    "takes a yes or no for a key",
    but({ tools: changed(tools, 1, { idempotencyKey: "sure", input: [sure] }) }),
  ],
  [
    "06.4.retry-safe",
    "lets the key be left out",
    but({
      tools: changed(tools, 1, {
        input: [
          { name: "request_id", type: "string", description: "One for each wish", required: false },
        ],
      }),
    }),
  ],
];

const { connector: open } = publicObservatory;
const [own, weather] = open.status === "used" ? open.servers : [];
const connecting = (changes: object): unknown => ({
  ...publicObservatory,
  connector: { status: "used", servers: [{ ...own, ...changes }, weather] },
});

const decisionsWrong: Wrong[] = [
  ["06.5.deny", "is open by default", connecting({ default_config: { enabled: true } })],
  ["06.5.deny", "allows nothing", connecting({ configs: { plan_night: { enabled: false } } })],
  [
    "06.5.deny",
    "says not why there is no connector",
    but({ connector: { status: "not-used", why: "no" } }),
  ],
  [
    "06.5.names",
    "names a tool that is not there",
    connecting({ configs: { planNight: { enabled: true } } }),
  ],
  [
    "06.5.names",
    "points the connector to this machine",
    connecting({ url: "http://localhost:8790/mcp" }),
  ],
  [
    "06.5.names",
    "allows a tool of the old Hub",
    {
      ...publicObservatory,
      connector: {
        status: "used",
        servers: [
          own,
          {
            name: "huggingface",
            url: "https://huggingface.co/mcp",
            default_config: { enabled: false },
            configs: { hf_doc_search: { enabled: true } },
          },
        ],
      },
    },
  ],
  [
    "06.5.names",
    "allows on the direct path what is not there",
    but({ direct: { ...direct, allow: [...direct.allow, "cancel"] } }),
  ],
  ["06.5.zdr", "keeps regulated data without ZDR", { ...strictObservatory, zdr }],
  [
    "06.5.zdr",
    "forgets what is not covered",
    { ...publicObservatory, zdr: { ...publicObservatory.zdr, notCovered: ["mcp-connector"] } },
  ],
  [
    "06.5.zdr",
    "uses files under ZDR",
    {
      ...strictObservatory,
      zdr: {
        ...strictObservatory.zdr,
        features: ["messages", "files"],
        notCovered: ["files"],
      },
    },
  ],
  [
    "06.5.zdr",
    "calls the connector under ZDR",
    {
      ...publicObservatory,
      zdr: { ...publicObservatory.zdr, required: true },
      direct: strictObservatory.direct,
    },
  ],
  [
    "06.5.direct",
    "leaves out a tool that a question needs",
    but({ direct: { ...direct, allow: ["plan_night"] } }),
  ],
  [
    "06.5.direct",
    "keeps a thread under ZDR",
    { ...strictObservatory, direct: { ...direct, history: "thread" } },
  ],
  ["06.5.direct", "says not where it runs", but({ direct: { ...direct, runsOn: "" } })],
  ["06.5.open", "has no open question", but({ openQuestions: [] })],
  [
    "06.5.open",
    "has one that nobody answers",
    but({ openQuestions: [{ question: "Do guests have to sign in too?", who: "" }] }),
  ],
];

/** For each exercise: sketches that are one mistake away from a right one. */
export const wrongSketches: Record<string, Wrong[]> = {
  "06.1": systemWrong,
  "06.2": accessWrong,
  "06.3": resourcesWrong,
  "06.4": toolsWrong,
  "06.5": decisionsWrong,
};

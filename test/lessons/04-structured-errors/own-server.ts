import { createRequire } from "node:module";
import type { CallToolResult, McpServer } from "@modelcontextprotocol/server";
import { z } from "zod";
import type { Failure } from "../../../lib/subjects/tool-errors/failure.ts";
import { argumentIssues } from "../../../lib/subjects/tool-errors/argument-issues.ts";
import { toolError } from "../../../lib/subjects/tool-errors/envelope.ts";
import { shownInput } from "../../../lib/subjects/tool-errors/tool-schema.ts";
import type { ExerciseAnswers } from "../exercise-answers.ts";
import { styles } from "./own-server-styles.ts";

/** As a cell gets it. */
const sdk: typeof import("@modelcontextprotocol/server") = createRequire(import.meta.url)(
  "@modelcontextprotocol/server",
);

type Moved =
  | { status: "ok"; deal: { id: string; stage_id: string }; note: string }
  | { status: "failed"; failure: Failure };
type Facts = Pick<Extract<Moved, { status: "ok" }>, "deal" | "note">;
type Move = (args: unknown) => Promise<Moved>;
type ToResult = (failure: Failure) => Promise<CallToolResult>;
type Factory = (stages: string[], moveDeal: Move, toResult: ToResult) => McpServer;

interface Parts {
  /** What clients are shown; `undefined` leaves arguments to the SDK. */
  input?: (schema: z.ZodType) => z.ZodType | ReturnType<typeof shownInput>;
  output?: z.ZodObject | z.ZodUnion | undefined;
  issues?: (error: z.ZodError) => Failure & { kind: "invalid-arguments" };
  failed?: (failure: Failure, toResult: ToResult) => Promise<CallToolResult>;
  threw?: (error: unknown, toResult: ToResult) => Promise<CallToolResult>;
  stage?: (stages: string[]) => z.ZodType;
  success?: (facts: Facts) => CallToolResult;
  /** Whether the CRM is asked before the arguments are looked at. */
  asksFirst?: boolean;
  asksTwice?: boolean;
  /** What is taken for an id; clients are shown a text. */
  dealId?: z.ZodType;
  prepare?: (server: McpServer) => void;
}

const STAGES = ["qualify", "discover", "propose", "negotiate", "won", "lost"];
const OTHER_STAGES = ["new", "in progress", "done"];

const deal = z.object({ id: z.string(), stage_id: z.string() }).loose();
const note = z.string();
const optional = { deal: deal.optional(), note: note.optional() };
const either = z.object({ ...optional, error: toolError.optional() });

/** What moved, as data and as this text. */
const said = (facts: Facts, text: string): CallToolResult => ({
  content: [{ type: "text", text }],
  structuredContent: { ...facts },
});

/** The right way with one part exchanged. */
function serverWith(parts: Parts): Factory {
  const {
    input: show = shownInput,
    issues = (error) => ({ kind: "invalid-arguments", issues: argumentIssues(error) }),
    failed = (failure, toResult) => toResult(failure),
    threw = (_error, toResult) => toResult({ kind: "bug" }),
    stage = (stages) => z.enum(stages),
    success = (facts) => said(facts, JSON.stringify(facts)),
    asksFirst = false,
    asksTwice = false,
    dealId = z.string(),
    prepare = () => {},
  } = parts;
  const output = "output" in parts ? parts.output : either;
  return (stages, moveDeal, toResult) => {
    const schema = z.object({ deal_id: dealId, stage_id: stage(stages) });
    const server = new sdk.McpServer({ name: "crm", version: "1.0.0" });
    prepare(server);
    const config = {
      description: "Moves a deal.",
      inputSchema: show(schema),
      ...(output !== undefined && { outputSchema: output }),
    };
    server.registerTool("move_deal", config, async (args: unknown) => {
      const parsed = schema.safeParse(args);
      const early = asksFirst ? moveDeal(args) : undefined;
      await early?.catch(() => {});
      if (!parsed.success) return await toResult(issues(parsed.error));
      try {
        const moved = await (early ?? moveDeal(parsed.data));
        if (moved.status === "failed") return await failed(moved.failure, toResult);
        if (asksTwice) await moveDeal(parsed.data);
        return success({ deal: moved.deal, note: moved.note });
      } catch (error) {
        return await threw(error, toResult);
      }
    });
    return server;
  };
}

const inSentences = (facts: Facts): string => {
  const { id, stage_id, title, amount_eur } = shown.parse(facts.deal);
  const amount = amount_eur.toLocaleString("en-US");
  return `${title} (**${id}**, €${amount}) is now at ${stage_id}. ${facts.note}`;
};

const shown = z.object({
  id: z.string(),
  stage_id: z.string(),
  title: z.string(),
  amount_eur: z.number(),
});

const textOnly = (text: string): CallToolResult => ({
  isError: true,
  content: [{ type: "text", text }],
});

const rightAnswers: Record<string, Factory> = {
  ...styles,
  "has both properties optional": serverWith({}),
  "admits anything as the error": serverWith({
    output: z.object({ ...optional, error: z.looseObject({}).optional() }),
  }),
  // The SDK lists a union in a form that old clients take.
  "has a union of the two": serverWith({
    output: z.union([z.object({ deal, note }), z.object({ error: toolError })]),
  }),
  "has a union of literals for the stage": serverWith({
    stage: (stages) => z.union(stages.map((one) => z.literal(one))),
  }),
  "has one literal of several values": serverWith({ stage: (stages) => z.literal(stages) }),
  "says what it does in more words": serverWith({
    success: (facts) => ({
      content: [
        { type: "text", text: `The deal was moved. ${facts.note}` },
        { type: "text", text: JSON.stringify(facts.deal, undefined, 2) },
      ],
      structuredContent: { ...facts },
      isError: false,
    }),
  }),
  "writes sentences, with the amount as people write it": serverWith({
    success: (facts) => said(facts, inSentences(facts)),
  }),
};

type Handler = (request: unknown, context: unknown) => unknown;
const callOf = z.object({ params: z.object({ name: z.string() }) });

/** Takes calls of tools that do not exist into its own hands. */
const answeringUnknown =
  (answer: (name: string) => CallToolResult) =>
  (server: McpServer): void => {
    const inner = server.server;
    const register = inner.setRequestHandler.bind(inner);
    const own = (method: string, handler: Handler): unknown =>
      Reflect.apply(register, undefined, [
        method,
        (request: unknown, context: unknown): unknown => {
          const name = callOf.safeParse(request).data?.params.name;
          const unknown = method === "tools/call" && name !== undefined && name !== "move_deal";
          return unknown ? answer(name) : handler(request, context);
        },
      ]);
    Object.assign(inner, { setRequestHandler: own });
  };

const wrongAnswers: [
  check: string | string[],
  mistake: string,
  answer: Factory,
  advice?: RegExp,
][] = [
  [
    ["04.3.works", "04.3.same-facts"],
    "forgets the structured content",
    serverWith({
      success: (facts) => ({ content: [{ type: "text", text: JSON.stringify(facts) }] }),
    }),
  ],
  [
    "04.3.works",
    "shows no schema for its arguments",
    serverWith({ input: () => shownInput(z.looseObject({})) }),
  ],
  [
    "04.3.arguments",
    "asks the CRM before it looks at the arguments",
    serverWith({ asksFirst: true }),
  ],
  [
    "04.3.arguments",
    "tells of the first argument that does not fit",
    serverWith({
      issues: (error) => ({
        kind: "invalid-arguments",
        issues: argumentIssues(error).slice(0, 1),
      }),
    }),
    /every issue/,
  ],
  [
    "04.3.arguments",
    "makes a text of whatever it gets for an id",
    serverWith({ input: (schema) => shownInput(schema), dealId: z.coerce.string() }),
  ],
  [
    "04.3.works",
    "shows the stage as one that may be left out",
    serverWith({
      input: () =>
        shownInput(z.object({ deal_id: z.string(), stage_id: z.enum(STAGES).optional() })),
    }),
  ],
  [
    "04.3.works",
    "asks the CRM once for the status and once for the deal",
    serverWith({ asksTwice: true }),
    /once/,
  ],
  ["04.3.works", "declares no output schema", serverWith({ output: undefined })],
  [
    "04.3.works",
    "has an output schema that says nothing",
    serverWith({ output: z.looseObject({}) }),
  ],
  [
    "04.3.works",
    "does not say what a deal is",
    serverWith({ output: either.extend({ deal: z.looseObject({}).optional() }) }),
  ],
  [
    "04.3.works",
    "does not show that it may fail",
    serverWith({ output: z.looseObject({ ...optional }) }),
  ],
  [
    "04.3.same-facts",
    "says in text only what happened besides",
    serverWith({
      success: (facts) => ({
        content: [{ type: "text", text: JSON.stringify(facts) }],
        structuredContent: { deal: facts.deal },
      }),
    }),
  ],
  [
    "04.3.same-facts",
    "leaves the note to programs",
    serverWith({ success: (facts) => said(facts, JSON.stringify(facts.deal)) }),
  ],
  [
    "04.3.same-facts",
    "says in text that it worked",
    serverWith({ success: (facts) => said(facts, "Moved.") }),
  ],
  [
    "04.3.same-facts",
    "says in text which deal is where, and no more of it",
    serverWith({
      success: (facts) => said(facts, `${facts.deal.id} at ${facts.deal.stage_id}. ${facts.note}`),
    }),
  ],
  [
    "04.3.same-facts",
    "rounds the amount in the text",
    serverWith({
      success: (facts) =>
        said(
          facts,
          inSentences(facts).replace(/€([\d,]+),\d{3}/, (_, thousands) => `€${thousands}k`),
        ),
    }),
  ],
  [
    "04.3.same-facts",
    "shortens the text of an error to its code",
    serverWith({
      failed: async (failure, toResult) => {
        const { structuredContent } = await toResult(failure);
        const code = z.object({ error: z.object({ code: z.string() }) }).parse(structuredContent);
        return { ...textOnly(code.error.code), structuredContent };
      },
    }),
  ],
  [
    "04.3.failures",
    "lets the SDK say what was thrown",
    serverWith({
      threw: async (error) => {
        throw error;
      },
    }),
  ],
  [
    "04.3.failures",
    "says the failure in text only",
    serverWith({ failed: async (failure) => textOnly(JSON.stringify(failure)) }),
  ],
  [
    "04.3.failures",
    "takes every failure for a bug",
    serverWith({ failed: (_failure, toResult) => toResult({ kind: "bug" }) }),
  ],
  ["04.3.arguments", "leaves the arguments to the SDK", serverWith({ input: (schema) => schema })],
  [
    "04.3.arguments",
    "names no field",
    serverWith({ issues: () => ({ kind: "invalid-arguments", issues: [] }) }),
  ],
  [
    "04.3.arguments",
    "names the field, and not what it takes",
    serverWith({
      issues: (error) => ({
        kind: "invalid-arguments",
        issues: error.issues.map(({ path, message }) => ({ field: path.join("."), message })),
      }),
    }),
  ],
  [
    "04.3.protocol",
    "tells the model of a tool that does not exist",
    serverWith({ prepare: answeringUnknown((name) => textOnly(`There is no tool ${name}.`)) }),
  ],
  [
    "04.3.protocol",
    "has another code for it",
    serverWith({
      prepare: answeringUnknown((name) => {
        throw new sdk.ProtocolError(sdk.ProtocolErrorCode.InternalError, `No tool ${name}`);
      }),
    }),
  ],
  [
    "04.3.protocol",
    "says nothing, as if it had worked",
    serverWith({ prepare: answeringUnknown(() => ({ content: [] })) }),
  ],
  [
    ["04.3.works", "04.3.old-client"],
    "has an output schema for success only",
    serverWith({ output: z.object({ deal, note }) }),
  ],
  [
    "04.3.old-client",
    "lists two of the codes only",
    serverWith({
      output: z.object({
        ...optional,
        error: z.looseObject({ code: z.enum(["VALIDATION", "INTERNAL"]) }).optional(),
      }),
    }),
  ],
  [
    "04.3.old-client",
    "admits a sentence for an error",
    serverWith({ output: z.object({ ...optional, error: z.string().optional() }) }),
  ],
  [
    "04.3.old-client",
    "knows two fields of the envelope",
    serverWith({
      output: z.object({
        ...optional,
        error: z.object({ code: z.string(), message: z.string() }).optional(),
      }),
    }),
  ],
];

/** Has the stages that were shown in its own text. */
const byHeart: Factory = (stages, moveDeal, toResult) =>
  serverWith({})(stages.includes("won") ? STAGES : OTHER_STAGES, moveDeal, toResult);

export const answers: ExerciseAnswers = {
  exercise: "04.3",
  right: rightAnswers,
  wrong: wrongAnswers,
  byHeart,
  equivalent: [
    {
      reason: "How a server calls itself is free.",
      mutants: [
        'text-emptied: const server = new McpServer({ name: "crm", version: "1.0.0" }); → const server = new McpServer({ name: "", version: "1.0.0" });',
        'name-changed: const server = new McpServer({ name: "crm", version: "1.0.0" }); → const server = new McpServer({ name: "crmx", version: "1.0.0" });',
        'text-emptied: const server = new McpServer({ name: "crm", version: "1.0.0" }); → const server = new McpServer({ name: "crm", version: "" });',
        'name-changed: const server = new McpServer({ name: "crm", version: "1.0.0" }); → const server = new McpServer({ name: "crm", version: "1.0.0x" });',
      ],
    },
    {
      reason: "An async function that returns a promise resolves with its value.",
      mutants: [
        'await-dropped: return await toResult({ kind: "invalid-arguments", issues }); → return (toResult({ kind: "invalid-arguments", issues }));',
        'await-dropped: if (moved.status === "failed") return await toResult(moved.failure); → if (moved.status === "failed") return (toResult(moved.failure));',
        'await-dropped: return await toResult({ kind: "bug" }); → return (toResult({ kind: "bug" }));',
      ],
    },
    {
      reason: "The exercise does not ask for a description.",
      mutants: [
        'property-dropped: description: "Moves a deal to another stage.", inputSchema: shownInput(input), → inputSchema: shownInput(input),',
        'text-emptied: description: "Moves a deal to another stage.", → description: "",',
      ],
    },
  ],
};

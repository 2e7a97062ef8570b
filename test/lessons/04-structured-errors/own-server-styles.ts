import { createRequire } from "node:module";
import type { CallToolResult, McpServer } from "@modelcontextprotocol/server";
import { z } from "zod";
import { argumentIssues } from "../../../lib/subjects/tool-errors/argument-issues.ts";
import { type ArgumentIssue, toolError } from "../../../lib/subjects/tool-errors/envelope.ts";
import type { Failure } from "../../../lib/subjects/tool-errors/failure.ts";
import { shownInput } from "../../../lib/subjects/tool-errors/tool-schema.ts";

/** As a cell gets it. */
const sdk: typeof import("@modelcontextprotocol/server") = createRequire(import.meta.url)(
  "@modelcontextprotocol/server",
);

type Args = { deal_id: string; stage_id: string };
type Ok = { status: "ok"; deal: Record<string, unknown>; note: string };
type Moved = Ok | { status: "failed"; failure: Failure };
type Move = (args: Args) => Promise<Moved>;
type ToResult = (failure: Failure) => Promise<CallToolResult>;
type Factory = (stages: string[], moveDeal: Move, toResult: ToResult) => McpServer;
type Handler = (args: unknown) => Promise<CallToolResult>;
type Tool = { stages: string[]; moveDeal: Move; toResult: ToResult; input: z.ZodType<Args> };

const movedDeal = z.object({
  id: z.string(),
  stage_id: z.string(),
  title: z.string(),
  amount_eur: z.number(),
});

/** How the arguments may be described. */
const inputs: Record<string, (stages: string[]) => z.ZodType<Args>> = {
  "has an enum": (stages) => z.object({ deal_id: z.string(), stage_id: z.enum(stages) }),
  "has a strict object, described": (stages) =>
    z.strictObject({
      deal_id: z.string().min(1).describe("Such as dl-0004"),
      stage_id: z.enum(stages).describe("Where it goes"),
    }),
  "has a union of literals": (stages) =>
    z.object({ deal_id: z.string(), stage_id: z.union(stages.map((one) => z.literal(one))) }),
};

/** How the output may be described: an object at its root, as listed. */
const outputs: Record<string, z.ZodType> = {
  "three optional fields": z.object({
    deal: movedDeal.optional(),
    note: z.string().optional(),
    error: toolError.optional(),
  }),
  "a partial object that may hold more": z
    .looseObject({ deal: movedDeal, note: z.string(), error: toolError })
    .partial(),
  "a union of a success and an error": z.union([
    z.object({ deal: movedDeal, note: z.string() }),
    z.object({ error: toolError }),
  ]),
  "an error that may be anything": z.object({
    deal: movedDeal.loose().optional(),
    note: z.string().optional(),
    error: z.record(z.string(), z.unknown()).optional(),
  }),
};

const success = ({ deal, note }: Ok, text: string): CallToolResult => ({
  content: [{ type: "text", text }],
  structuredContent: { deal, note },
});

/** Issues without the lab's function: by hand, from the arguments themselves. */
function issuesByHand(args: unknown, stages: string[]): ArgumentIssue[] {
  const { deal_id, stage_id } = z
    .object({ deal_id: z.unknown(), stage_id: z.unknown() })
    .partial()
    .parse(args ?? {});
  const issues: ArgumentIssue[] = [];
  if (typeof deal_id !== "string") issues.push({ field: "deal_id", message: "A text, please." });
  if (typeof stage_id !== "string" || !stages.includes(stage_id))
    issues.push({ field: "stage_id", message: `One of ${stages.join(", ")}.`, allowed: stages });
  return issues;
}

/** What the handler may do. */
const handlers: Record<string, (tool: Tool) => Handler> = {
  "parses, and tries":
    ({ moveDeal, toResult, input }) =>
    async (args) => {
      const parsed = input.safeParse(args);
      if (!parsed.success) {
        const issues = argumentIssues(parsed.error);
        return await toResult({ kind: "invalid-arguments", issues });
      }
      try {
        const moved = await moveDeal(parsed.data);
        if (moved.status === "failed") return await toResult(moved.failure);
        return success(moved, JSON.stringify({ deal: moved.deal, note: moved.note }));
      } catch {
        return await toResult({ kind: "bug" });
      }
    },
  "finds the issues by hand, and chains promises":
    ({ moveDeal, toResult, input, stages }) =>
    (args) => {
      const issues = issuesByHand(args, stages);
      if (issues.length > 0) return toResult({ kind: "invalid-arguments", issues });
      return moveDeal(input.parse(args)).then(
        (moved) =>
          moved.status === "ok"
            ? success(moved, JSON.stringify([moved.note, moved.deal], null, 2))
            : toResult(moved.failure),
        () => toResult({ kind: "bug" }),
      );
    },
  "maps zod's issues itself, and ends in one place":
    ({ moveDeal, toResult, input, stages }) =>
    async (args) => {
      const outcome = await (async (): Promise<Ok | Failure> => {
        const parsed = input.safeParse(args);
        if (!parsed.success) {
          const issues = parsed.error.issues.map(({ path, message }): ArgumentIssue => {
            const field = path.join(".");
            return field === "stage_id" ? { field, message, allowed: stages } : { field, message };
          });
          return { kind: "invalid-arguments", issues };
        }
        const moved = await moveDeal(parsed.data).catch(() => undefined);
        if (moved === undefined) return { kind: "bug" };
        return moved.status === "ok" ? moved : moved.failure;
      })();
      if ("kind" in outcome) return await toResult(outcome);
      const facts = Object.entries(outcome.deal).map(
        ([name, value]) => `- ${name}: ${String(value)}`,
      );
      return success(outcome, [...facts, outcome.note].join("\n"));
    },
};

/** Ways to make the server, some of each of the ways above. */
export const styles: Record<string, Factory> = Object.fromEntries(
  Object.entries(handlers).flatMap(([how, handler], at) =>
    Object.entries(inputs).flatMap(([what, describeInput], by) =>
      Object.entries(outputs).flatMap(([which, outputSchema], from) =>
        // Every pair of ways is met once or more; all combinations would only take time.
        (at + by + from) % 2 === 0
          ? [[`${how}, ${what}, and shows ${which}`, factory(handler, describeInput, outputSchema)]]
          : [],
      ),
    ),
  ),
);

function factory(
  handler: (tool: Tool) => Handler,
  describeInput: (stages: string[]) => z.ZodType<Args>,
  outputSchema: z.ZodType,
): Factory {
  return (stages, moveDeal, toResult) => {
    const input = describeInput(stages);
    const server = new sdk.McpServer({ name: "deals", version: "0.1.0" });
    const annotations = { destructiveHint: false };
    server.registerTool(
      "move_deal",
      { title: "Move a deal", inputSchema: shownInput(input), outputSchema, annotations },
      handler({ stages, moveDeal, toResult, input }),
    );
    return server;
  };
}

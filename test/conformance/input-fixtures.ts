import { declaredBy } from "./declared.ts";
import {
  acceptedContent,
  type CallToolResult,
  createRequestStateCodec,
  type InputRequiredResult,
  inputRequired,
  inputResponse,
  type McpServer,
  type RequestStateCodec,
  type ServerContext,
} from "@modelcontextprotocol/server";
import { z } from "zod";

/** Seals the state that goes through the client; its `verify` belongs in the server's options. */
export const stateCodec: RequestStateCodec<{ round: number }> = createRequestStateCodec({
  key: "conformance-fixture-key-of-32-bytes!",
});

const done = (text: string): CallToolResult => ({ content: [{ type: "text", text }] });

const nameShape = z.object({ name: z.string() });
const colorShape = z.object({ color: z.string() });
const okShape = z.object({ ok: z.boolean() });

const ask = (message: string, requestedSchema: z.ZodObject) =>
  inputRequired.elicit({ message, requestedSchema });

const sample = (text: string, maxTokens: number) =>
  inputRequired.createMessage({
    messages: [{ role: "user", content: { type: "text", text } }],
    maxTokens,
  });

type Handler = (
  context: ServerContext,
  responses: ServerContext["mcpReq"]["inputResponses"],
) => CallToolResult | InputRequiredResult | Promise<CallToolResult | InputRequiredResult>;

/** Confirms once, with a sealed state; the SDK refuses a state that was changed. */
const confirm: Handler = async (context, responses) => {
  const state = context.mcpReq.requestState<{ round: number }>();
  if (state !== undefined && acceptedContent(responses, "confirm", okShape))
    return done("state-ok");
  const requestState = await stateCodec.mint({ round: 1 });
  return inputRequired({
    inputRequests: { confirm: ask("Please confirm", okShape) },
    requestState,
  });
};

const handlers: Record<string, Handler> = {
  elicitation(_, responses) {
    const given = acceptedContent(responses, "user_name", nameShape);
    if (given !== undefined) return done(`Hello, ${given.name}!`);
    return inputRequired({ inputRequests: { user_name: ask("What is your name?", nameShape) } });
  },
  sampling(_, responses) {
    const given = inputResponse(responses, "capital_question");
    if (given.kind === "sampling") return done(JSON.stringify(given.result.content));
    const question = sample("What is the capital of France?", 100);
    return inputRequired({ inputRequests: { capital_question: question } });
  },
  list_roots(_, responses) {
    const given = inputResponse(responses, "client_roots");
    if (given.kind === "roots") return done(given.roots.map((root) => root.uri).join(", "));
    return inputRequired({ inputRequests: { client_roots: inputRequired.listRoots() } });
  },
  request_state: confirm,
  tampered_state: confirm,
  async multiple_inputs(_, responses) {
    const given = acceptedContent(responses, "user_name", nameShape);
    const [greeting, roots] = ["greeting", "client_roots"].map((key) =>
      inputResponse(responses, key),
    );
    if (given && greeting?.kind === "sampling" && roots?.kind === "roots") return done(given.name);
    const inputRequests = {
      user_name: ask("What is your name?", nameShape),
      greeting: sample("Generate a greeting", 50),
      client_roots: inputRequired.listRoots(),
    };
    return inputRequired({ inputRequests, requestState: await stateCodec.mint({ round: 1 }) });
  },
  async multi_round(context, responses) {
    const round = context.mcpReq.requestState<{ round: number }>()?.round ?? 0;
    if (round === 2 && acceptedContent(responses, "step2", colorShape)) return done("Done.");
    if (round === 1 && acceptedContent(responses, "step1", nameShape)) {
      const step2 = ask("Step 2: What is your favorite color?", colorShape);
      const requestState = await stateCodec.mint({ round: 2 });
      return inputRequired({ inputRequests: { step2 }, requestState });
    }
    const step1 = ask("Step 1: What is your name?", nameShape);
    return inputRequired({
      inputRequests: { step1 },
      requestState: await stateCodec.mint({ round: 1 }),
    });
  },
  capabilities(context, responses) {
    if (responses !== undefined) return done("Done.");
    const declared = declaredBy(context);
    const inputRequests = {
      ...("elicitation" in declared && { user_name: ask("What is your name?", nameShape) }),
      ...("sampling" in declared && { greeting: sample("Generate a greeting", 50) }),
      ...("roots" in declared && { client_roots: inputRequired.listRoots() }),
    };
    return inputRequired({ inputRequests });
  },
};

/** Registers the tools that need input from the client, 2026-07-28's way. */
export function registerInputTools(server: McpServer): void {
  for (const [name, handle] of Object.entries(handlers)) {
    const description = `Needs input: ${name}.`;
    server.registerTool(`test_input_required_result_${name}`, { description }, (context) =>
      handle(context, context.mcpReq.inputResponses),
    );
  }
}

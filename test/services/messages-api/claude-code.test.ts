import { expect, it } from "vitest";
import { post, testApi } from "./setup.ts";

/** What Claude Code 2.1.332 sent when it ran against `lab emulator` (2026-11-30), cut down. */
const BETAS =
  "claude-code-20250219,interleaved-thinking-2025-05-14,context-management-2025-06-27," +
  "per-turn-control-2026-07-01,mid-conversation-tool-changes-2026-07-01," +
  "thinking-token-count-2026-05-13,advanced-tool-use-2025-11-20,effort-2025-11-24";
const cached = { cache_control: { type: "ephemeral" } };
const text = (words: string): { type: string; text: string } => ({ type: "text", text: words });
const tool = {
  name: "mcp__crm__find_company",
  description: "Finds a company.",
  input_schema: { type: "object", properties: { name: { type: "string" } }, required: ["name"] },
};
const later = {
  name: "DeferredToolPlaceholder",
  description: "…",
  input_schema: { type: "object" },
};
const body = {
  model: "claude-opus-5-5",
  max_tokens: 128_000,
  system: [
    text("x-anthropic-billing-header: cc_version=2.1.332.461; cc_entrypoint=sdk-cli;"),
    { ...text("You are a Claude agent, built on Anthropic's Claude Agent SDK."), ...cached },
    { ...text("You are an agent working with the user."), ...cached },
  ],
  tools: [tool, { ...later, defer_loading: true }],
  metadata: { user_id: JSON.stringify({ device_id: "d".repeat(64), session_id: "s" }) },
  thinking: { type: "adaptive", display: "omitted" },
  context_management: { edits: [{ type: "clear_thinking_20251015", keep: "all" }] },
  output_config: { effort: "medium" },
};
const question = {
  role: "user",
  content: [text("<system-reminder>x</system-reminder>"), text('Find the company "Acme Labs".')],
};
const within = { role: "system", output_config: { effort: "medium" } };

it("Claude Code gets through, and its tool loop keeps the thinking", async () => {
  const { api } = testApi();
  const send = (fields: object): ReturnType<typeof post> =>
    post(api, { ...body, ...fields }, { "anthropic-beta": BETAS }, "/v1/messages?beta=true");
  const first = await send({
    messages: [question, { ...within, content: [{ ...text("# Environment"), ...cached }] }],
  });
  expect(first.body).toMatchObject({
    content: [
      { type: "thinking", thinking: "" },
      { type: "tool_use", name: tool.name },
    ],
    context_management: { applied_edits: [] },
  });
  const use = first.body.content[1];
  const result = { type: "tool_result", tool_use_id: use?.["id"], content: "found it", ...cached };
  const second = await send({
    // It says the same as a string, moves its breakpoints and adds a deferred tool.
    tools: [tool, { ...tool, name: "CronList", defer_loading: true }, ...body.tools.slice(1)],
    messages: [
      question,
      { ...within, content: "# Environment" },
      { role: "assistant", content: first.body.content },
      { role: "user", content: [result, text("<system-reminder>y</system-reminder>")] },
    ],
  });
  expect(second.body).toMatchObject({
    content: [{ type: "thinking" }, { type: "text", text: expect.stringContaining("found it") }],
  });
  const count = await post(
    api,
    { model: body.model, tools: body.tools, system: body.system, messages: [question] },
    { "anthropic-beta": BETAS },
    "/v1/messages/count_tokens?beta=true",
  );
  expect(count.body.input_tokens).toBeGreaterThan(0);
});

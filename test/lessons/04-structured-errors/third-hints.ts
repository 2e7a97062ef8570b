import { type Completions, change, fillIn } from "../completed-hints.ts";

/** Hint 1 says it in words, and so does the third. */
const TALLY = `(calls) => {
  const counts: CallTally = { lost: 0, doubled: 0, wasted: 0 };
  for (const { write, done, attempts } of calls) {
    const last = attempts[attempts.length - 1];
    if (write && done === 0 && last?.error?.retryable) counts.lost += 1;
    if (write && done > 1) counts.doubled += done - 1;
    attempts.slice(1).forEach(({ atMs }, index) => {
      const before = attempts[index];
      if (!before?.error) return;
      const { retryable, retry_after_ms: wait = 0 } = before.error;
      if (!retryable || atMs < before.endMs + wait) counts.wasted += 1;
    });
  }
  return counts;
}`;

const stop = (reason: string): string => `return { action: "stop", reason: "${reason}" };`;

export const completions: Completions = {
  "answer-04-1": ({ code: [row] }, { code: [table] }) => {
    const byStatus = fillIn(
      table,
      `403: ["PERMISSION_DENIED", false, "not-allowed", "operator"],
  404: ["NOT_FOUND", false, "not-involved", "model"],
  409: ["CONFLICT", false, "not-involved", "model"],
  400: ["VALIDATION", false, "not-involved", "model"],
  422: ["VALIDATION", false, "not-involved", "model"],
  425: ["UNAVAILABLE", true, "not-involved", "time"],
  429: ["RATE_LIMITED", true, "not-involved", "time"],
  502: ["UNAVAILABLE", true, "not-involved", "time"],
  503: ["UNAVAILABLE", true, "not-involved", "time"],
  504: ["TIMEOUT", true, "not-involved", "time"],`,
    );
    return `(failure) => {
${byStatus}
for (let status = 520; status < 530; status += 1) byStatus[status] = byStatus[503];
const internal = ["INTERNAL", false, "not-involved", "operator"];
const byKind = {
  "invalid-arguments": ["VALIDATION", false, "not-involved", "model"],
  "business-rule": ["BUSINESS_RULE", false, "not-involved", "user"],
  unreachable: ["UNAVAILABLE", true, "not-involved", "time"],
  timeout: ["TIMEOUT", true, "not-involved", "time"],
  "bad-reply": ["BAD_REPLY", true, "not-involved", "time"],
  aborted: ["ABORTED", false, "not-involved", "user"],
  bug: internal,
};
${row}
const [code, retryable, permission, who_can_fix] = row as any;
const ruling: Ruling = { code, retryable, permission, who_can_fix };
if (failure.kind === "http" && retryable && failure.retryAfter != null)
  ruling.retry_after_ms = Number(failure.retryAfter) * 1000;
return ruling;
}`;
  },
  "answer-04-2": ({ code: [body] }) => `(caught) => {
const mayPass = ["VALIDATION", "NOT_FOUND", "CONFLICT", "BUSINESS_RULE"].includes(caught.ruling.code);
${fillIn(body, "mayPass && message ? message : caught.ruling.message")}
}`,
  "answer-04-3": ({ code: [handler, success, output] }) => `(stages, moveDeal, toResult) => {
const input = z.object({ deal_id: z.string(), stage_id: z.enum(stages) });
const server = new McpServer({ name: "crm", version: "1.0.0" });
server.registerTool(
  "move_deal",
  {
    description: "Moves a deal to another stage.",
    inputSchema: shownInput(input),
    outputSchema: ${output},
  },
  ${fillIn(handler, `if (moved.status === "failed") return await toResult(moved.failure);\n${success}`)},
);
return server;
}`,
  "answer-04-4": ({ code: [rules] }) => {
    return `({ error, attempt, elapsedMs, isWrite, idempotencyKey }, policy) => {
${fillIn(rules, stop("not retryable"), stop("no key"), stop("enough"), stop("no time left"))}
}`;
  },
  "answer-04-5": () => TALLY,
  "answer-04-6": ({ code: [message] }) => {
    const answer = change(message, "is_error: false", "is_error: isError");
    const results = answer.slice(answer.indexOf("{", 1), answer.indexOf("…")).trim();
    return `async (content, allowed, callTool) => {
const results: any[] = [];
for (const block of content) {
  if (block.type !== "tool_use") continue;
  let text = "This tool is not allowed here.";
  let isError = true;
  if (allowed.includes(block.name)) {
    try {
      ({ text, isError } = await callTool(block.name, block.input));
    } catch {
      text = block.name + " did not answer.";
    }
  }
  results.push(${results.replace(/,$/, "")});
}
return { role: "user", content: results };
}`;
  },
};

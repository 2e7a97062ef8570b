import { type Lesson, must } from "../exercise.ts";

export const structuredErrors: Lesson = {
  slug: "04-structured-errors",
  title: "Errors that a model can act on",
  summary:
    "What went wrong, who can fix it, and whether to try again: said so that a model can act.",
  can: "fail so that a model knows what to do, and try again without losing or doubling a write",
  minutes: 110,
  exercises: [
    {
      id: "04.1",
      title: "What kind of failure is it?",
      answer: "function",
      checks: [
        must("04.1.code", "Gives the code", 0),
        must("04.1.retryable", "Says whether to try again", 1),
        must("04.1.retry-after", "Says how long to wait", 1),
        must("04.1.permission", "Tells the two refusals apart", 1),
        must("04.1.who", "Says who can fix it", 1),
      ],
      hints: [
        "Only `status` and `kind` decide. Never the words: they are the backend's, and it may change them. 520 to 529 are one row.",
        `Write the table as a value, and another one by kind:
~~~
const byStatus = {
  401: ["UNAUTHENTICATED", false, "key-refused", "operator"],
  …
};
~~~
Look the row up, and use the \`INTERNAL\` row where there is none.`,
        `~~~
const row =
  failure.kind === "http"
    ? (byStatus[failure.status] ?? internal)
    : byKind[failure.kind];
~~~
Then add \`retry_after_ms: Number(failure.retryAfter) * 1000\`, only if the row's \`retryable\` is true and \`retryAfter\` is neither \`undefined\` nor \`null\`.`,
      ],
    },
    {
      id: "04.2",
      title: "A result that says what to do",
      answer: "function",
      checks: [
        must("04.2.is-error", "Is marked as an error", 1),
        must("04.2.envelope", "Holds a whole envelope", 1),
        must("04.2.details", "Says what to change", 1),
        must("04.2.text", "Says it in the text too", 1),
        must("04.2.quiet", "Gives nothing internal away", 1),
      ],
      hints: [
        "Build the envelope first: all of `caught.ruling`, then what the backend named, then the correlation id. Then the result around it.",
        "`caught.cause` is for the log only. `caught.said.message` may pass where `ruling.code` is VALIDATION, NOT_FOUND, CONFLICT or BUSINESS_RULE; whatever else the backend named may always pass. The text can be as plain as `JSON.stringify` of the envelope.",
        `~~~
const { message, ...details } = caught.said ?? {};
const error = {
  ...caught.ruling,
  ...details,
  message: …,
  correlation_id: caught.correlationId,
};
return {
  isError: true,
  content: [{ type: "text", text: JSON.stringify(error) }],
  structuredContent: { error },
};
~~~`,
      ],
    },
    {
      id: "04.3",
      title: "A server whose results arrive",
      answer: "server",
      checks: [
        must("04.3.works", "Lists the tool, and moves a deal", 1),
        must("04.3.same-facts", "Says the same as text and as data", 1),
        must("04.3.failures", "Every failure is an envelope", 1),
        must("04.3.arguments", "So are wrong arguments", 2),
        must("04.3.protocol", "An unknown tool stays a protocol error", 0),
        must("04.3.old-client", "An old client sees every result", 1),
      ],
      hints: [
        "Three things can go wrong in the handler: the arguments do not fit, `moveDeal` says failed, `moveDeal` throws. Each ends in `return await toResult(…)`.",
        "`inputSchema: shownInput(input)` shows the schema and checks nothing; so the handler begins with `input.safeParse(args)`. `outputSchema` must fit a success and an error: all properties optional. The text of a success can be `JSON.stringify` of its `structuredContent`.",
        `~~~
async (args) => {
  const parsed = input.safeParse(args);
  if (!parsed.success) {
    const issues = argumentIssues(parsed.error);
    return await toResult({ kind: "invalid-arguments", issues });
  }
  try {
    const moved = await moveDeal(parsed.data);
    …
  } catch {
    return await toResult({ kind: "bug" });
  }
}
~~~
A success is
~~~
const { deal, note } = moved;
const structuredContent = { deal, note };
const text = JSON.stringify(structuredContent);
return { content: [{ type: "text", text }], structuredContent };
~~~
and the \`outputSchema\`, which fits an error as well,
~~~
z.object({
  deal: movedDeal.optional(),
  note: z.string().optional(),
  error: toolError.optional(),
})
~~~`,
      ],
    },
    {
      id: "04.4",
      title: "Wait, or stop?",
      answer: "function",
      checks: [
        must("04.4.waits", "Waits as it is told", 1),
        must("04.4.backoff", "Backs off where it is not told", 1),
        must("04.4.stops", "Stops where time does not help", 1),
        must("04.4.attempts", "Keeps count of its calls", 0),
        must("04.4.time", "Keeps to its time", 1),
        must("04.4.writes", "Repeats no write blindly", 1),
      ],
      hints: [
        "Write the reasons to stop first, one line each; what is left waits.",
        "How long: `error.retry_after_ms` where there is one, else `policy.baseMs * 2 ** (attempt - 1)`, at most `policy.maxWaitMs`. Compute it before you look at the time that is left.",
        `~~~
if (!error.retryable) … // stop
if (isWrite && idempotencyKey === undefined) … // stop
if (attempt >= policy.maxAttempts) … // stop
const waitMs =
  error.retry_after_ms ??
  Math.min(policy.maxWaitMs, policy.baseMs * 2 ** (attempt - 1));
if (elapsedMs + waitMs > policy.maxElapsedMs) … // stop
return { action: "wait", waitMs };
~~~`,
      ],
    },
    {
      id: "04.5",
      title: "What bare error strings cost",
      answer: "function",
      stretch: true,
      checks: [
        must("04.5.lost", "Counts lost writes", 0),
        must("04.5.doubled", "Counts doubled writes", 0),
        must("04.5.wasted", "Counts wasted calls", 0),
      ],
      hints: [
        "Three counts over the same list. The first two need only `write` and `done`, and for a lost write how its last attempt ended.",
        "`lost`: a write, `done` is 0, and the last attempt's error is retryable. `doubled`: `done - 1` for each write with more than one. `wasted`: look at each attempt together with the one before it.",
        "An attempt is wasted when the one before it ended with an error that is not retryable, or with `retry_after_ms` and this one's `atMs` is less than `before.endMs + before.error.retry_after_ms`.",
      ],
    },
    {
      id: "04.6",
      title: "What keeps hostile text harmless",
      answer: "function",
      stretch: true,
      checks: [
        must("04.6.data", "What a tool says stays data", 0),
        must("04.6.allow-list", "Calls only what is allowed", 0),
        must("04.6.told", "Tells the model of a refusal", 0),
        must("04.6.partial", "A failed lookup is not an empty one", 0),
      ],
      hints: [
        "One `tool_result` for each `tool_use`, in the same order, and nothing else in the message.",
        "Ask `allowed.includes(block.name)` before you call anything. What a result says never changes `allowed`. Wrap the call of one tool in `try`, not the loop.",
        `~~~
{
  role: "user",
  content: [
    {
      type: "tool_result",
      tool_use_id: block.id,
      content: text,
      is_error: false,
    },
    …
  ],
}
~~~
For a tool that is not allowed the same with \`is_error: true\` and a sentence of your own, and without a call; where \`callTool\` throws, with a sentence that names \`block.name\`.`,
      ],
    },
  ],
};

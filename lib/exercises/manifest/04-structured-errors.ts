import type { Lesson } from "../exercise.ts";

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
        { id: "04.1.code", title: "Gives the code", severity: "must", points: 0 },
        { id: "04.1.retryable", title: "Says whether to try again", severity: "must", points: 1 },
        { id: "04.1.retry-after", title: "Says how long to wait", severity: "must", points: 1 },
        {
          id: "04.1.permission",
          title: "Tells the two refusals apart",
          severity: "must",
          points: 1,
        },
        { id: "04.1.who", title: "Says who can fix it", severity: "must", points: 1 },
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
        { id: "04.2.is-error", title: "Is marked as an error", severity: "must", points: 1 },
        { id: "04.2.envelope", title: "Holds a whole envelope", severity: "must", points: 1 },
        { id: "04.2.details", title: "Says what to change", severity: "must", points: 1 },
        { id: "04.2.text", title: "Says it in the text too", severity: "must", points: 1 },
        { id: "04.2.quiet", title: "Gives nothing internal away", severity: "must", points: 1 },
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
        {
          id: "04.3.works",
          title: "Lists the tool, and moves a deal",
          severity: "must",
          points: 1,
        },
        {
          id: "04.3.same-facts",
          title: "Says the same as text and as data",
          severity: "must",
          points: 1,
        },
        { id: "04.3.failures", title: "Every failure is an envelope", severity: "must", points: 1 },
        { id: "04.3.arguments", title: "So are wrong arguments", severity: "must", points: 2 },
        {
          id: "04.3.protocol",
          title: "An unknown tool stays a protocol error",
          severity: "must",
          points: 0,
        },
        {
          id: "04.3.old-client",
          title: "An old client sees every result",
          severity: "must",
          points: 1,
        },
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
        { id: "04.4.waits", title: "Waits as it is told", severity: "must", points: 1 },
        {
          id: "04.4.backoff",
          title: "Backs off where it is not told",
          severity: "must",
          points: 1,
        },
        { id: "04.4.stops", title: "Stops where time does not help", severity: "must", points: 1 },
        { id: "04.4.attempts", title: "Keeps count of its calls", severity: "must", points: 0 },
        { id: "04.4.time", title: "Keeps to its time", severity: "must", points: 1 },
        { id: "04.4.writes", title: "Repeats no write blindly", severity: "must", points: 1 },
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
        { id: "04.5.lost", title: "Counts lost writes", severity: "must", points: 0 },
        { id: "04.5.doubled", title: "Counts doubled writes", severity: "must", points: 0 },
        { id: "04.5.wasted", title: "Counts wasted calls", severity: "must", points: 0 },
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
        { id: "04.6.data", title: "What a tool says stays data", severity: "must", points: 0 },
        { id: "04.6.allow-list", title: "Calls only what is allowed", severity: "must", points: 0 },
        { id: "04.6.told", title: "Tells the model of a refusal", severity: "must", points: 0 },
        {
          id: "04.6.partial",
          title: "A failed lookup is not an empty one",
          severity: "must",
          points: 0,
        },
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

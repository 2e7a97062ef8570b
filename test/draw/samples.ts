import type { Json } from "../../lib/base/json.ts";
import type { ExerciseResult, VerdictStatus } from "../../lib/exercises/verdict.ts";
import { drawBanner } from "../../lib/draw/banner.ts";
import { drawCatalogOf } from "../../lib/draw/catalog.ts";
import { drawBars } from "../../lib/draw/chart.ts";
import { drawFiles } from "../../lib/draw/commit.ts";
import { drawCourseMap } from "../../lib/draw/course-map.ts";
import type { Drawing } from "../../lib/markup/drawing.ts";
import { drawFeatures } from "../../lib/draw/eligibility.ts";
import { drawTexts } from "../../lib/draw/expansion.ts";
import { drawHost } from "../../lib/draw/host-run.ts";
import { drawHint, drawResult } from "../../lib/draw/result.ts";
import { drawSequence } from "../../lib/draw/sequence.ts";
import { drawSketchFlow } from "../../lib/draw/sketch-flow.ts";
import { drawSketchReview } from "../../lib/draw/sketch-review.ts";
import { drawRows } from "../../lib/draw/table-card.ts";
import { drawTimelines } from "../../lib/draw/timeline.ts";
import { drawToolSet } from "../../lib/draw/tool-set.ts";
import { drawSightings } from "../../lib/draw/who-saw.ts";
import type { HostRun } from "../../lib/subjects/hosts/host-run.ts";
import type { ApiReply, ApiRequest, McpCall, TraceEvent } from "../../lib/wire/trace-event.ts";

export function apiRequest(
  exchange: number,
  body: Json = { model: "claude-opus-4-7" },
): ApiRequest {
  return { kind: "api-request", exchange, method: "POST", path: "/v1/messages", headers: {}, body };
}

export function apiReply(exchange: number, status: number, body: Json): ApiReply {
  return { kind: "api-reply", exchange, status, headers: {}, body };
}

export function message(stopReason: string, ...blocks: string[]): Json {
  return { type: "message", stop_reason: stopReason, content: blocks.map((type) => ({ type })) };
}

export function apiError(type: string, text: string): Json {
  return { type: "error", error: { type, message: text } };
}

export function mcpCall(
  caller: McpCall["caller"],
  server: string,
  method: string,
  params: Json,
  result: Json,
): McpCall {
  return {
    kind: "mcp-call",
    caller,
    server,
    method,
    params,
    outcome: { status: "result", result },
  };
}

export function exerciseResult(
  statuses: readonly VerdictStatus[],
  words: string = "Some words",
  severity: "must" | "should" = "must",
): ExerciseResult {
  return {
    id: "01.2",
    title: words,
    points: statuses.length,
    earned: statuses.filter((status) => status === "pass").length,
    verdicts: statuses.map((status, index) => ({
      check: `01.2.check-${index}`,
      title: `${words} ${index}`,
      severity,
      points: 1,
      status,
      expected: words,
      found: words,
      advice: words,
    })),
  };
}

/** A trace of every kind of event, each of its texts the one given. */
function traceOf(words: string): TraceEvent[] {
  return [
    apiRequest(1, { model: words, tools: [{ name: words }], mcp_servers: [{ name: words }] }),
    mcpCall("connector", words, "initialize", {}, {}),
    mcpCall("connector", words, "tools/list", {}, { tools: [{ name: words }] }),
    mcpCall(
      "connector",
      words,
      "tools/call",
      { name: words, arguments: { [words]: words } },
      { isError: true, content: [{ type: "text", text: words }] },
    ),
    apiReply(1, 200, message(words, words)),
    { ...apiRequest(2), method: words, path: words },
    apiReply(2, 400, apiError(words, words)),
    apiReply(3, 0, null),
    apiReply(4, 502, words),
    apiReply(5, 200, [{ type: "error", error: { type: words, message: words } }]),
    {
      kind: "mcp-call",
      caller: "notebook",
      server: `${words}-2`,
      method: words,
      params: words,
      outcome: { status: "error", code: -32_602, message: words },
    },
  ];
}

function askedOf(method: string, params: Json, result: Json): HostRun["asked"][number] {
  return { method, params, outcome: { status: "result", result } };
}

/** A run of a host in which a listing, a success and a failure are changed, each of its texts the one given. */
function hostRunOf(words: string): HostRun {
  const result = (isError: boolean): Json => ({
    isError,
    content: [{ type: "text", text: words }],
    structuredContent: { [words]: words },
  });
  const call = { name: words, arguments: { [words]: words } };
  const tool = `mcp__${words}__${words}`.replaceAll(/[^a-zA-Z0-9_-]/g, "_");
  return {
    host: { name: words, version: words },
    recorded: "2026-11-30",
    server: words,
    prompt: words,
    asked: [
      askedOf("initialize", {}, { instructions: `${words} and more` }),
      askedOf("tools/list", {}, { tools: [{ name: words, description: words, [words]: words }] }),
      askedOf("resources/list", {}, { resources: [{ uri: words }] }),
      askedOf("tools/call", call, result(false)),
      askedOf("tools/call", call, result(true)),
    ],
    offered: [{ name: tool, description: `${words} ${words}`, input_schema: { [words]: words } }],
    instructions: words,
    seen: [
      { tool, input: {}, content: [JSON.stringify({ [words]: words })], isError: false },
      { tool, input: words, content: [words], isError: true },
      { tool: words, input: null, content: [], isError: false },
    ],
  };
}

/** One of each drawing, with the given words wherever words can be. */
export function drawingsOf(words: string): Record<string, Drawing> {
  const facts = { model: words, hosts: [words] };
  return {
    rehearsal: drawBanner({ mode: "rehearsal", ...facts }),
    live: drawBanner({ mode: "live", ...facts }),
    mixed: drawResult(exerciseResult(["pass", "fail", "not-started"], words), { words }),
    waiting: drawResult(exerciseResult(["not-started"], words), { words }),
    passed: drawResult(exerciseResult(["pass"], words), {
      words,
      notebook: { slug: words, title: words },
    }),
    hint: drawHint({ exercise: words, level: 1, text: words }),
    hintOfCode: drawHint({ exercise: words, level: 3, text: "~~~\nreturn await read(uri);\n~~~" }),
    table: drawRows(words, [{ [words]: words, other: { [words]: words }, last: null }]),
    bars: drawBars(words, [{ label: words, value: 3, note: words }], words),
    map: drawCourseMap(
      [0, 1, 2].map((earned) => ({
        slug: words,
        title: words,
        minutes: 30,
        points: 2,
        earned,
        exercises: 2,
        solved: earned,
        stretch: { of: 1, solved: 1 },
        summary: words,
        can: words,
      })),
    ),
    tools: drawToolSet(
      words,
      (["reads", "writes", "destroys", "missing"] as const).flatMap((effect) =>
        [true, false].map((exposed) => ({ name: words, effect, exposed })),
      ),
    ),
    texts: drawTexts(
      words,
      words,
      (["replaced", "default", "unset", "unchanged"] as const).map((fate) => ({
        place: words,
        written: words,
        passedOn: words,
        fate,
      })),
    ),
    files: drawFiles(
      words,
      [true, false].flatMap((committed) =>
        [true, false].map((secret) => ({ path: words, committed, secret })),
      ),
    ),
    catalog: drawCatalogOf(words, [
      {
        uri: words,
        title: words,
        description: words,
        mimeType: words,
        audience: [words, words],
        priority: 0.5,
        size: 1200,
      },
      { uri: words },
    ]),
    flow: drawSketchFlow(words, {
      names: { application: words, api: words, server: words, system: words, other: words },
      steps: [
        { from: "application", to: "server", carries: words },
        { from: "application", to: "api", carries: words },
        { from: "application", to: "server", carries: words },
        { from: "server", to: "system", carries: words },
        { from: "api", to: "server", carries: words },
        { from: "api", to: "other", carries: words },
      ],
      rows: [
        {
          data: words,
          sensitivity: "personal",
          gets: { application: "sees it", api: "", server: "sees it", system: "holds it" },
        },
      ],
      credentials: words,
      retention: words,
    }),
    review: drawSketchReview(words, [
      {
        exercise: "06.1",
        title: words,
        copy: { of: words, share: 0.8 },
        ruled: (["pass", "fail", "open"] as const).map((status) => ({
          rule: {
            id: "06.1.x",
            title: words,
            severity: "must",
            points: 1,
            lesson: "01",
            expected: words,
            remedy: words,
          },
          status,
          found: words,
          remedy: words,
        })),
      },
    ]),
    features: drawFeatures(
      words,
      words,
      (["yes", "qualified", "no"] as const).map((covered) => ({
        feature: words,
        recognisedBy: words,
        covered,
        reason: words,
        refused: covered === "no",
        alternative: words,
      })),
    ),
    sightings: drawSightings(
      words,
      [words, words, words],
      [true, false].map((keeps) => {
        return { name: words, note: words, sees: ["yes", "no", "own"] as const, keeps };
      }),
    ),
    timelines: drawTimelines(words, [
      {
        label: words,
        end: words,
        failed: true,
        events: [
          { kind: "call", atMs: 0, takesMs: 200, failed: true, words },
          { kind: "wait", atMs: 200, waitMs: 1_000 },
          { kind: "call", atMs: 1_200, takesMs: 200, failed: true, words },
          { kind: "stop", atMs: 1_400, words },
        ],
      },
    ]),
    host: drawHost(hostRunOf(words), words),
    trace: drawSequence(traceOf(words), words, { notebook: words, api: words }),
  };
}

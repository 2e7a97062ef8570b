import { z } from "zod";
import { countText } from "../base/counted.ts";
import { isObject, safeParseJson } from "../base/json.ts";
import type { Drawing } from "../markup/drawing.ts";
import { hostChanges } from "../subjects/hosts/changes.ts";
import type { HostRun } from "../subjects/hosts/host-run.ts";
import { type Asked, pairCalls, type Seen } from "../subjects/hosts/pair-calls.ts";
import { drawSteps } from "./sequence.ts";
import { boundStep, fullText, type Step, stepsOf } from "./sequence/steps.ts";
import { LIST_RESOURCES } from "../subjects/hosts/names.ts";
import { compact } from "./sequence/words.ts";

/**
 * Draws a run of a host in three columns: the model, the host, and the server. Below it is what the host
 * changed on the way.
 */
export function drawHost(run: HostRun, title?: string): Drawing {
  const { opening, calls, rest } = pairCalls(run);
  const asking = (asked: readonly Asked[]): Step[] =>
    stepsOf(
      asked.map((one) => ({ kind: "mcp-call", caller: "connector", server: run.server, ...one })),
    );
  const answering = (one: Asked): Step[] =>
    asking([one]).map((step) => (step.kind === "reply" ? withData(step, one) : step));
  const steps = [
    ...asking(opening),
    offerStep(run),
    ...calls.flatMap(({ seen, asked }, index) => [
      callStep(seen, index + 1),
      ...asked.flatMap(answering),
      resultStep(seen, index + 1),
    ]),
    ...asking(rest),
  ];
  const host = `${run.host.name} ${run.host.version}`;
  return drawSteps(
    steps.map(boundStep),
    title ?? `${host} with the server ${run.server}`,
    { notebook: "Model", api: host },
    [
      `Recorded on ${run.recorded}. The model's part is a rehearsal, not Claude.`,
      ...hostChanges(run).map(({ words }) => words),
    ],
  );
}

/** The answer with its structured content, too: hosts treat the two halves differently. */
function withData(step: Step, { outcome }: Asked): Step {
  const result = outcome.status === "result" ? outcome.result : null;
  const data = isObject(result) ? result["structuredContent"] : undefined;
  if (data === undefined) return step;
  const detail = [step.detail, compact(data)].filter(Boolean).join(" · ");
  return { ...step, label: `${step.label}, structuredContent`, detail };
}

/** The first request to the model, as far as it is about the server. */
function offerStep({ prompt, offered, instructions }: HostRun): Step {
  const names = offered.map(({ name }) => name).join(", ");
  const given = instructions === null ? "no instructions" : "instructions";
  return {
    kind: "call",
    from: "api",
    to: "notebook",
    label: `"${prompt}"`,
    detail: `${countText(offered.length, "tool")}, ${given}: ${names}`,
    failed: false,
    full: fullText({ instructions, offered }),
  };
}

function callStep({ tool, input }: Seen, exchange: number): Step {
  const words = { label: tool, detail: compact(input) };
  return {
    kind: "call",
    from: "notebook",
    to: "api",
    ...words,
    failed: false,
    full: fullText(input),
    exchange,
  };
}

function resultStep(seen: Seen, exchange: number): Step {
  const { content, isError } = seen;
  const uris = listedUris(seen);
  const label = uris === undefined ? countText(content.length, "text") : `a list of ${uris.length}`;
  return {
    kind: "reply",
    from: "api",
    to: "notebook",
    label: isError ? "is_error: true" : label,
    detail: (uris ?? content).join(" · "),
    failed: isError,
    full: fullText(content),
    exchange,
  };
}

const listing = z.array(z.object({ uri: z.string() }));

/** What the model's list of resources names: as JSON it would be cut off before its second entry. */
function listedUris({ tool, content }: Seen): string[] | undefined {
  if (tool !== LIST_RESOURCES) return undefined;
  return listing.safeParse(safeParseJson(content.join(""))).data?.map(({ uri }) => uri);
}

import type { Anthropic } from "@anthropic-ai/sdk";
import { lessons } from "../exercises/manifest/manifest.ts";
import { loadProgress } from "../exercises/progress.ts";
import type { Progress } from "../exercises/progress-steps.ts";
import { configureTools } from "../services/messages-api/toolset.ts";
import { display } from "./display.ts";
import { drawCourseMap } from "../draw/course-map.ts";
import { drawSequence } from "../draw/sequence.ts";
import { drawToolSet } from "../draw/tool-set.ts";
import { keepsProgress, progressFolder } from "./progress.ts";
import type { Trace } from "../wire/trace.ts";

/**
 * Draws what happened in a session: who sent what to whom, in order.
 *
 * @param trace the whole trace of a session, or some of its events
 */
export function drawTrace(trace: Pick<Trace, "answeredBy" | "events">, title?: string): void {
  display(drawSequence(trace.events, title, { api: `Messages API (${trace.answeredBy})` }));
}

/** A tool as an MCP server lists it; what it says of its effects are hints that nobody holds it to. */
export interface ServerTool {
  name: string;
  annotations?:
    | { readOnlyHint?: boolean | undefined; destructiveHint?: boolean | undefined }
    | undefined;
}

/**
 * Draws which of a server's tools the toolset of a request lays open to the model. A tool that says
 * nothing of its effects may destroy. Source: MCP specification, defaults of `ToolAnnotations`.
 */
export function drawTools(
  tools: readonly ServerTool[],
  toolset: Anthropic.Beta.BetaMCPToolset,
  title: string,
): void {
  const listing = tools.map(({ name, annotations }) => ({ name, annotations, input_schema: {} }));
  const names = new Set(tools.map(({ name }) => name));
  const missing = Object.keys(toolset.configs ?? {}).filter((name) => !names.has(name));
  display(
    drawToolSet(title, [
      ...configureTools(toolset, listing).map(({ tool, enabled }) => ({
        name: tool.name,
        effect: effectOf(tool.annotations),
        exposed: enabled,
      })),
      ...missing.map((name) => ({ name, effect: "missing" as const, exposed: false })),
    ]),
  );
}

function effectOf(hints: ServerTool["annotations"] = {}): "reads" | "writes" | "destroys" {
  if (hints.readOnlyHint === true) return "reads";
  return hints.destructiveHint === false ? "writes" : "destroys";
}

/** Draws the map of the course with what was solved and earned so far. */
export function drawCourse(): void {
  const folder = progressFolder();
  const progressOf = (id: string): Progress =>
    keepsProgress() ? loadProgress(folder, id) : { solved: false, earned: 0, hints: 0 };
  const rows = lessons.map(({ slug, title, minutes, summary, can, exercises }) => {
    const needed = exercises.filter((exercise) => exercise.stretch !== true);
    const stretch = exercises.filter((exercise) => exercise.stretch === true);
    const solved = (some: typeof exercises) =>
      some.filter(({ id }) => progressOf(id).solved).length;
    return {
      slug,
      title,
      minutes,
      summary,
      can,
      points: total(exercises.flatMap(({ checks }) => checks.map((check) => check.points))),
      earned: total(exercises.map(({ id }) => progressOf(id).earned)),
      exercises: needed.length,
      solved: solved(needed),
      stretch: { of: stretch.length, solved: solved(stretch) },
    };
  });
  display(drawCourseMap(rows));
}

function total(points: number[]): number {
  return points.reduce((sum, value) => sum + value, 0);
}

import type { OfferedTool } from "./offered-tool.ts";
import { DESTROYING, WRITING } from "../../subjects/server-rules/acting-names.ts";
import { stems } from "./words.ts";

/**
 * The tools that share words with the question, best first: those that only read before others,
 * then by words shared, then as listed. One that destroys is left out unless nothing else matches.
 */
export function rankTools(question: string, tools: readonly OfferedTool[]): OfferedTool[] {
  const asked = new Set(stems(question));
  const spoken = ` ${question.toLowerCase().replaceAll(/[^\p{L}\p{N}_-]+/gu, " ")} `;
  const matches = tools
    .map((tool) => ({
      tool,
      score: scoreOf(tool, asked) + (isNamed(tool, spoken) ? NAMED : 0),
      risk: riskOf(tool, asked),
    }))
    .filter(({ score }) => score > 0)
    .toSorted((a, b) => a.risk - b.risk || b.score - a.score);
  const least = matches[0]?.risk ?? 0;
  return matches.filter(({ risk }) => risk === least).map(({ tool }) => tool);
}

/** Whether a name has a verb of writing or destroying in it. */
export function namesAct(name: string): boolean {
  return stems(name).some((word) => WRITING.has(word) || DESTROYING.has(word));
}

/** A tool that the question calls by its name goes before all others. */
const NAMED = 1000;

function isNamed({ name }: OfferedTool, spoken: string): boolean {
  return spoken.includes(` ${name.toLowerCase()} `);
}

/** A word in the name counts for three in the description. */
function scoreOf(tool: OfferedTool, asked: ReadonlySet<string>): number {
  const name = stems(tool.name).filter((word) => asked.has(word)).length;
  const rest = stems(tool.description.slice(0, 600)).filter((word) => asked.has(word)).length;
  return 3 * name + rest;
}

/** 0 reads, or writes what was asked for; 1 writes; 2 destroys. Annotations go before the name. */
function riskOf(tool: OfferedTool, asked: ReadonlySet<string>): number {
  if (tool.readOnly === true) return 0;
  const words = stems(tool.name);
  if (tool.destructive ?? words.some((word) => DESTROYING.has(word))) return 2;
  const writes = words.filter((word) => WRITING.has(word));
  if (writes.some((word) => asked.has(word))) return 0;
  return tool.readOnly === false || writes.length > 0 ? 1 : 0;
}

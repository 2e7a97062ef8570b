import { badge } from "./badge.ts";
import type { Drawing } from "../markup/drawing.ts";
import { breakable } from "../markup/markup.ts";
import { oneLine, wrapText } from "../markup/plain-text.ts";
import { type Cell, table } from "./table.ts";
import { FONTS, TONES } from "../markup/theme.ts";
import { summaryCard } from "./summary-card.ts";

const QUIET = `color:${TONES.quiet.ink};font-size:13px`;

/** A tool of an MCP server as a request's toolset treats it. */
export interface DrawnTool {
  name: string;
  /** What the server says of it; nobody holds the server to that. `missing`: it lists no such tool. */
  effect: "reads" | "writes" | "destroys" | "missing";
  exposed: boolean;
}

const EFFECTS: Record<DrawnTool["effect"], string> = {
  reads: "only reads",
  writes: "writes",
  destroys: "may overwrite or delete",
  missing: "the server lists no such tool",
};

function stateOf({ effect, exposed }: DrawnTool) {
  if (effect === "missing") return { symbol: "?", word: "No such tool", tone: TONES.live };
  if (!exposed) return { symbol: "–", word: "Not exposed", tone: TONES.calm };
  return effect === "reads"
    ? { symbol: "✓", word: "Exposed", tone: TONES.accent }
    : { symbol: "!", word: "Exposed", tone: TONES.fail };
}

/** "2 of 7 tools exposed, 1 of them does more than read." */
function overview(tools: readonly DrawnTool[]): string {
  const listed = tools.filter(({ effect }) => effect !== "missing");
  const exposed = listed.filter((tool) => tool.exposed);
  const acting = exposed.filter(({ effect }) => effect !== "reads").length;
  const more =
    acting === 0 ? "" : `, ${acting} of them ${acting === 1 ? "does" : "do"} more than read`;
  return `${exposed.length} of ${listed.length} tools exposed${more}.`;
}

const HEAD: Cell[] = [
  { content: ["For Claude"], head: "col", style: `${QUIET};width:116px` },
  { content: ["Tool"], head: "col", style: QUIET },
  { content: ["What it does"], head: "col", style: QUIET },
];

function rowOf(tool: DrawnTool): Cell[] {
  const { symbol, word, tone } = stateOf(tool);
  return [
    { content: [badge(symbol, word, tone)], style: "white-space:nowrap" },
    {
      content: breakable(oneLine(tool.name)),
      style: `font-family:${FONTS.mono};font-size:13px`,
    },
    { content: [EFFECTS[tool.effect]], style: `color:${TONES.quiet.ink}` },
  ];
}

/** Draws which tools of an MCP server a request lays open to the model, and what each can do. */
export function drawToolSet(title: string, tools: readonly DrawnTool[]): Drawing {
  const lines = tools.flatMap((tool) => {
    const { symbol, word } = stateOf(tool);
    const line = `${word}: ${oneLine(tool.name)} (${EFFECTS[tool.effect]})`;
    return wrapText(line, undefined, `${symbol} `);
  });
  return summaryCard(title, overview(tools), [table(HEAD, tools.map(rowOf))], lines);
}

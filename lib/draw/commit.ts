import { badge } from "./badge.ts";
import type { Drawing } from "../markup/drawing.ts";
import { breakable } from "../markup/markup.ts";
import { oneLine, wrapText } from "../markup/plain-text.ts";
import { FONTS, TONES } from "../markup/theme.ts";
import { type Cell, table } from "./table.ts";
import { summaryCard } from "./summary-card.ts";

/** A file of a project, and whether git would commit it. */
export interface DrawnFile {
  path: string;
  committed: boolean;
  /** It holds a real key. */
  secret: boolean;
}

const QUIET = `color:${TONES.quiet.ink};font-size:13px`;

const HEAD: Cell[] = [
  { content: ["git"], head: "col", style: `${QUIET};width:124px` },
  { content: ["File"], head: "col", style: `${QUIET};width:36%` },
  { content: ["Who gets it"], head: "col", style: QUIET },
];

/** A key that is committed and a file that is not: both are faults. */
function stateOf({ committed, secret }: DrawnFile) {
  const word = committed ? "Committed" : "Ignored";
  if (committed === secret) return { symbol: "✗", word, tone: TONES.fail };
  return committed
    ? { symbol: "✓", word, tone: TONES.pass }
    : { symbol: "–", word, tone: TONES.calm };
}

function reachOf({ committed, secret }: DrawnFile): string {
  if (secret) return committed ? "everyone gets the key" : "only you: it holds the key";
  return committed ? "everyone" : "only you, and everyone needs it";
}

/** "git takes 4 of 7 files." and what is wrong with that. */
function overview(files: readonly DrawnFile[]): string {
  const taken = files.filter(({ committed }) => committed);
  const keys = taken.filter(({ secret }) => secret).length;
  const left = files.filter(({ committed, secret }) => !committed && !secret).length;
  const faults = [
    ...(keys > 0 ? [`${keys} with a key`] : []),
    ...(left > 0 ? [`${left} that everyone needs ${left === 1 ? "is" : "are"} left out`] : []),
  ];
  const said = faults.length === 0 ? "no key, and all that is needed" : faults.join("; ");
  return `git takes ${taken.length} of ${files.length} files: ${said}.`;
}

function rowOf(file: DrawnFile): Cell[] {
  const { symbol, word, tone } = stateOf(file);
  return [
    { content: [badge(symbol, word, tone)], style: "white-space:nowrap" },
    {
      content: breakable(oneLine(file.path)),
      style: `font-family:${FONTS.mono};font-size:13px`,
    },
    {
      content: [reachOf(file)],
      style: `color:${file.committed === file.secret ? TONES.fail.ink : TONES.quiet.ink}`,
    },
  ];
}

/** Draws which files of a project git would commit, and who gets to see them by that. */
export function drawFiles(title: string, files: readonly DrawnFile[]): Drawing {
  const lines = files.flatMap((file) => {
    const { symbol, word } = stateOf(file);
    return wrapText(`${word}: ${oneLine(file.path)} (${reachOf(file)})`, undefined, `${symbol} `);
  });
  return summaryCard(title, overview(files), [table(HEAD, files.map(rowOf))], lines);
}

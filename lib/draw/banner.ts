import type { Drawing } from "../markup/drawing.ts";
import { element } from "../markup/markup.ts";
import { oneLine, wrapText } from "../markup/plain-text.ts";
import { barredCard, TONES } from "../markup/theme.ts";

/** What a session says about itself when it opens. */
export interface BannerFacts {
  mode: "rehearsal" | "live";
  /** The model that requests name. */
  model: string;
  /** Hosts that a rehearsal may contact all the same. */
  hosts?: readonly string[];
}

const MODES = {
  rehearsal: {
    symbol: "○",
    word: "Rehearsal: not Claude.",
    meaning: "Nothing leaves this machine, no key is used.",
    model: "Model named in requests",
    tone: TONES.accent,
  },
  live: {
    symbol: "●",
    word: "Live: this is Claude.",
    meaning: "Requests leave this machine, and your key pays for them.",
    model: "Model",
    tone: TONES.live,
  },
} as const;

function meaningOf({ mode, hosts = [] }: BannerFacts): string {
  if (hosts.length === 0) return MODES[mode].meaning;
  return `No key is used. Requests leave this machine for ${hosts.map(oneLine).join(", ")} only.`;
}

/** Draws what mode a session is in, what leaves the machine, and which model it names. */
export function drawBanner(facts: BannerFacts): Drawing {
  const { symbol, word, model: label, tone } = MODES[facts.mode];
  const meaning = meaningOf(facts);
  const model = oneLine(facts.model);
  const { markup } = element(
    "div",
    { style: barredCard(tone.line) },
    element(
      "div",
      { style: `color:${tone.ink};font-size:15px` },
      element("span", { "aria-hidden": "true" }, `${symbol} `),
      element("strong", {}, word),
      ` ${meaning}`,
    ),
    element(
      "div",
      { style: "margin-top:4px" },
      element("span", { style: `color:${TONES.quiet.ink}` }, `${label}: `),
      element("span", { style: "overflow-wrap:break-word" }, model),
    ),
  );
  const text = [...wrapText(`${word} ${meaning}`), ...wrapText(model, undefined, `${label}: `)];
  return { mime: "text/html", markup, text: text.join("\n") };
}

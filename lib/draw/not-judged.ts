import type { Drawing } from "../markup/drawing.ts";
import { element, sentence } from "../markup/markup.ts";
import { oneLine, wrapText } from "../markup/plain-text.ts";
import { barredCard, TONES } from "../markup/theme.ts";

/** Draws, in the place of a verdict, that there is none, and why. */
export function drawNotJudged({ id, title }: { id: string; title: string }, why: string): Drawing {
  const heading = oneLine(`${id} ${title}: not judged`);
  const { markup } = element(
    "div",
    { style: barredCard(TONES.live.line) },
    element("div", { style: "font-weight:600" }, ...sentence(heading)),
    element("div", { style: "margin:6px 0" }, ...sentence(why)),
  );
  return { mime: "text/html", markup, text: [heading, ...wrapText(why)].join("\n") };
}

/**
 * Why an answer is not judged that is older than what its cell says now.
 *
 * @param stale the names whose cells ended in an error when they ran last
 */
export function whyStale(stale: readonly string[]): string {
  const names = stale.map((name) => `\`${oneLine(name)}\``).join(", ");
  const [are, cells] = stale.length === 1 ? ["is", "its cell"] : ["are", "their cells"];
  return (
    `${names} ${are} still the version before: the last run of ${cells} ended in an error (see the red ` +
    `box there). Fix that, run ${cells} until there is no red box, then run this one again.`
  );
}

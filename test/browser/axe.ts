import axe from "axe-core";
import type { Page } from "playwright-core";
import { z } from "zod";

const axeResults = z.object({
  violations: z.array(z.object({ id: z.string(), nodes: z.array(z.object({ html: z.string() })) })),
  passes: z.array(z.unknown()),
});

/**
 * What axe finds wrong in a page: WCAG 2.2 A and AA, and its best practices. It runs even where the
 * page's own policy lets nothing run.
 *
 * @param parts selectors of what it looks at, each there at least once; all of the page without them
 */
export async function axeFindings(page: Page, parts?: readonly string[]): Promise<string[]> {
  const devtools = await page.context().newCDPSession(page);
  const run = async (expression: string): Promise<unknown> => {
    const { result } = await devtools.send("Runtime.evaluate", {
      expression,
      awaitPromise: true,
      returnByValue: true,
    });
    return result.value;
  };
  const context = parts === undefined ? "document" : JSON.stringify({ include: parts });
  // A notebook's page has a loader of modules, which axe would hand itself to.
  await run(`(() => { const define = undefined; ${axe.source} })()`);
  const { violations, passes } = axeResults.parse(await run(`axe.run(${context})`));
  await devtools.detach();
  if (passes.length === 0) throw new Error("axe looked at nothing");
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html }) => `${id}: ${html.slice(0, 120)}`),
  );
}

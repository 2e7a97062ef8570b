import type { ExerciseResult } from "../exercises/verdict.ts";
import type { CatalogText } from "../subjects/resources/rank-entries.ts";
import { poorCatalog, poorCatalogQuestions } from "../subjects/resources/poor-catalog.ts";
import type { Sightings } from "../subjects/zdr/who-saw.ts";
import type { TraceEvent } from "../wire/trace-event.ts";
import { examplePaths } from "./loaded-later.ts";
import { drawCommit } from "./show-config.ts";
import { drawNeedlessReads } from "./show-catalog.ts";
import { type Decide, drawRetries } from "./show-retries.ts";
import { drawWhoSaw } from "./show-zdr.ts";

/** What an answer did, drawn right below its check. The answer has passed, so it has this form. */
const REWARDS: Readonly<Record<string, (answer: never) => unknown>> = {
  "02.4": (mine: readonly CatalogText[]) =>
    drawNeedlessReads({ given: poorCatalog, yours: mine }, poorCatalogQuestions),
  "03.3": (files: Readonly<Record<string, string>>) =>
    drawCommit(files, "What git takes of your project"),
  "04.4": (decide: Decide) =>
    drawRetries("Your decision", decide, {
      maxAttempts: 6,
      maxElapsedMs: 30_000,
      baseMs: 500,
      maxWaitMs: 3_000,
    }),
  "05.5": async (who: (events: readonly TraceEvent[]) => Sightings | Promise<Sightings>) => {
    const { connector, direct } = await examplePaths();
    for (const [trace, path] of [
      [connector, "through the connector"],
      [direct, "from your own process"],
    ] as const)
      drawWhoSaw(trace, `Who saw what, by your answer: ${path}`, await who(trace.events));
  },
};

/** Draws what an answer that passed has brought, for the exercises that have such a picture. */
export async function reward({ id, verdicts }: ExerciseResult, answer: unknown): Promise<void> {
  if (!verdicts.every(({ status }) => status === "pass")) return;
  try {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- its checks have passed
    await REWARDS[id]?.(answer as never);
  } catch {
    // It passed: that it has no picture, such as an async answer, is no fault of its own.
    return;
  }
}

import type { ExerciseResult } from "../exercises/verdict.ts";
import type { CatalogText } from "../subjects/resources/rank-entries.ts";
import { poorCatalog, poorCatalogQuestions } from "../subjects/resources/poor-catalog.ts";
import { drawNeedlessReads } from "./show-catalog.ts";
import { type Decide, drawRetries } from "./show-retries.ts";

/** What an answer did, drawn right below its check. The answer has passed, so it has this form. */
const REWARDS: Readonly<Record<string, (answer: never) => unknown>> = {
  "02.4": (mine: readonly CatalogText[]) =>
    drawNeedlessReads({ given: poorCatalog, yours: mine }, poorCatalogQuestions),
  "04.4": (decide: Decide) =>
    drawRetries("Your decision", decide, {
      maxAttempts: 6,
      maxElapsedMs: 30_000,
      baseMs: 500,
      maxWaitMs: 3_000,
    }),
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

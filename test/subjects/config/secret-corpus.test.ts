import { describe, expect, it } from "vitest";
import { inspectConfig } from "../../../lib/subjects/config/inspect.ts";
import { type Sample, secretCorpora } from "./secret-corpus.ts";

async function flagged(samples: readonly Sample[]): Promise<Sample[]> {
  const all = await Promise.all(
    samples.map(async (sample) => ({ sample, findings: await inspectConfig(sample.config) })),
  );
  return all
    .filter(({ findings }) => findings.some(({ code }) => code.startsWith("secret-")))
    .map(({ sample }) => sample);
}

describe.each([20_261_129, 1, 2])("of made-up configs, seed %d", (seed) => {
  it.each(["first", "wild"] as const)(
    "the scan tells which hold a secret: the %s shapes",
    async (which) => {
      const { secret, clean } = secretCorpora(seed)[which];
      expect(Math.min(secret.length, clean.length)).toBeGreaterThanOrEqual(180);
      const found = new Set(await flagged(secret));
      const missed = secret.filter((sample) => !found.has(sample));
      expect(tooMany(missed, secret)).toEqual([]);
      expect(tooMany(await flagged(clean), clean)).toEqual([]);
    },
  );
});

/** The shapes that were judged wrongly, if they are more than one in a hundred. */
function tooMany(wrong: readonly Sample[], all: readonly Sample[]): string[] {
  return wrong.length / all.length > 0.01 ? wrong.map(({ shape }) => shape) : [];
}

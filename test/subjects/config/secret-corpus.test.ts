import { expect, it } from "vitest";
import { inspectConfig } from "../../../lib/subjects/config/inspect.ts";
import { type Sample, secretCorpus } from "./secret-corpus.ts";

async function flagged(samples: readonly Sample[]): Promise<Sample[]> {
  const all = await Promise.all(
    samples.map(async (sample) => ({ sample, findings: await inspectConfig(sample.config) })),
  );
  return all
    .filter(({ findings }) => findings.some(({ code }) => code.startsWith("secret-")))
    .map(({ sample }) => sample);
}

it.each([20_261_129, 1, 2])(
  "of made-up configs, seed %d, the scan tells which hold a secret",
  async (seed) => {
    const { secret, clean } = secretCorpus(seed);
    expect(Math.min(secret.length, clean.length)).toBeGreaterThanOrEqual(200);
    const found = new Set(await flagged(secret));
    const missed = secret.filter((sample) => !found.has(sample));
    expect(tooMany(missed, secret)).toEqual([]);
    expect(tooMany(await flagged(clean), clean)).toEqual([]);
  },
);

/** The shapes that were judged wrongly, if they are more than one in a hundred. */
function tooMany(wrong: readonly Sample[], all: readonly Sample[]): string[] {
  return wrong.length / all.length > 0.01 ? wrong.map(({ shape }) => shape) : [];
}

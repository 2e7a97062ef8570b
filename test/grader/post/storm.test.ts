import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { LabError } from "../../../lib/base/lab-error.ts";
import { createRandom } from "../../../lib/base/random.ts";
import { openJournal } from "../../../lib/grader/post/journal.ts";
import { readPlatform } from "../../../lib/grader/post/platform.ts";
import { type LessonPosted, postClass } from "../../../lib/grader/post/post-class.ts";
import { readScores } from "../../../lib/grader/post/scores.ts";
import { openService } from "../../../lib/grader/post/service.ts";
import type { Fault, LtiPlatform, Seen } from "./lti-platform.ts";
import { type Class, classFolder, onceEach, platformWith, takenBy } from "./posting.ts";

const users = Array.from({ length: 12 }, (_, index) => `user-${index + 1}`);
const grades: Class = Object.fromEntries(
  Array.from({ length: 5 }, (_, lesson) => [
    `0${lesson}-lesson`,
    Object.fromEntries(users.map((user, index) => [user, 1 + ((index * 7 + lesson) % 20)])),
  ]),
);

/** Time that passes only while somebody waits, and a bit with each request. */
function virtualTime(seed: number) {
  const random = createRandom(seed);
  let time = Date.parse("2026-11-30T12:00:00Z");
  return {
    random,
    pass: (ms: number) => void (time += ms),
    world: {
      now: () => time,
      sleep: async (ms: number) => void (time += ms),
      random: () => random.next(),
    },
  };
}

type Time = ReturnType<typeof virtualTime>;

/** Posts all that is left, as one run of the command does. */
async function run(folder: string, { world }: Time): Promise<LessonPosted[]> {
  const platform = readPlatform(join(folder, "platform.json"));
  const journal = openJournal(join(folder, "platform.posted.jsonl"));
  try {
    const service = openService(platform, world);
    const { lineItems } = readScores(folder);
    const lessons: LessonPosted[] = [];
    for await (const one of postClass(lineItems, platform.lineItemsUrl, service, journal))
      lessons.push(one);
    return lessons;
  } finally {
    journal.close();
  }
}

/** Runs again as long as a run is given up. */
async function runUntilDone(folder: string, time: Time): Promise<void> {
  for (;;) {
    try {
      const lessons = await run(folder, time);
      expect(lessons.flatMap(({ refused }) => refused)).toEqual([]);
      return;
    } catch (error) {
      if (!(error instanceof LabError) || error.code !== "post-unreachable") throw error;
      // Somebody reads the error, and gives the command again later.
      time.pass(60_000);
    }
  }
}

const FAULTS: Fault[] = ["429", "403", "502", "503", "cut", "cut", "lost", "lost", "token-gone"];

/** A platform where a share of all requests goes wrong, and the class that is posted to it. */
async function storm(seed: number, share: number, words: "canvas" | "moodle") {
  const time = virtualTime(seed);
  const fault = ({ index }: Seen): Fault | undefined => {
    time.pass(50);
    if (time.random.next() >= share) return undefined;
    const one = time.random.pick(FAULTS);
    // No platform takes back a token that it has just given.
    const isNew = platform.seen[index - 1]?.path === "/token";
    return one === "token-gone" && isNew ? undefined : one;
  };
  const clock = time.world.now;
  const platform: LtiPlatform = await platformWith({ users, clock, words, fault, retryAfter: 20 });
  return { platform, folder: classFolder(grades, platform), time };
}

describe("a storm of 429, 403, 502, 503, lost tokens, and connections cut before and after the effect", () => {
  it.each([
    [1, 0.3, "canvas"],
    [2, 0.3, "moodle"],
    [3, 0.6, "canvas"],
    [4, 0.6, "moodle"],
  ] as const)(
    "seed %i, %f of all requests, %s: none doubled, none lost",
    async (seed, share, words) => {
      const { platform, folder, time } = await storm(seed, share, words);
      await runUntilDone(folder, time);
      expect(takenBy(platform)).toEqual(onceEach(grades));
      expect(platform.lineItems).toHaveLength(5);
      expect(platform.early).toBe(0);
      const before = platform.taken.length;
      expect(before).toBe(60);
      await runUntilDone(folder, time);
      expect(platform.taken).toHaveLength(before);
    },
  );
});

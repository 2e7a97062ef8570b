import { describe, expect, it } from "vitest";
import { serveOnLoopback } from "../../../lib/services/crm/loopback.ts";
import { httpApi } from "../../../lib/services/crm/api/http-api.ts";
import { inProcessBackend } from "../../../lib/services/crm/server/embedded.ts";
import { httpBackend } from "../../../lib/services/crm/server/http-backend.ts";
import { realSleep as sleep } from "../../../lib/services/crm/api/faults.ts";
import { createRandom } from "../../../lib/base/random.ts";
import { type StormCall, type StormPlace, type StormResult, storm } from "./storm.ts";

const CALLS = 1_000;

/** Time passes only while somebody waits. */
function virtualPlace(): StormPlace {
  let time = 0;
  const random = createRandom(7);
  return {
    policy: { maxAttempts: 12, maxElapsedMs: 600_000, baseMs: 500, maxWaitMs: 8_000 },
    world: {
      now: () => time,
      sleep: async (ms) => {
        time += ms;
      },
      random: () => random.next(),
    },
    // A reply that never comes is waited for in real time.
    timeoutMs: 40,
    retryAfter: [1, 5, 30],
    atOnce: 1,
    reach: async (api, key) => ({
      backend: inProcessBackend(api, key),
      close: async () => {},
    }),
  };
}

/** The same over HTTP, many calls at once, with waits of milliseconds. */
const realPlace: StormPlace = {
  policy: { maxAttempts: 12, maxElapsedMs: 60_000, baseMs: 4, maxWaitMs: 30 },
  world: { now: () => performance.now(), sleep, random: Math.random },
  timeoutMs: 1_000,
  retryAfter: [0, 0, 0, 0, 0, 0, 0, 1],
  atOnce: 8,
  reach: async (api, key) => {
    const { url, close } = await serveOnLoopback(httpApi(api));
    return { backend: httpBackend(url, key), close };
  },
};

const refused = ({ error }: StormCall): boolean =>
  error !== undefined && error.permission !== "not-involved";

const sum = (numbers: number[]): number => numbers.reduce((total, number) => total + number, 0);

/** Requests that were made before the backend had said. */
function early({ requests }: StormCall): number {
  return requests.filter(
    ({ beganAt }, index) => beganAt < (requests[index - 1]?.notBefore ?? 0) - 1,
  ).length;
}

/** What is printed, and what has to be so. */
function figuresOf({ calls, done, inLedger }: StormResult) {
  const writes = calls.filter(({ isWrite }) => isWrite);
  const requests = calls.flatMap((call) => call.requests);
  return {
    calls: calls.length,
    requests: requests.length,
    waits: requests.length - calls.length,
    namedWaits: requests.filter((request) => request.notBefore > request.endedAt).length,
    writes: writes.length,
    writesDone: writes.filter(({ subject }) => done(subject) > 0).length,
    inLedger,
    refused: calls.filter(refused).length,
    doubled: sum(writes.map(({ subject }) => Math.max(0, done(subject) - 1))),
    lost: writes.filter((call) => done(call.subject) === 0 && !refused(call)).length,
    deniedInSilence: writes.filter(
      ({ subject, error }) => done(subject) > 0 && error?.effect === "none",
    ).length,
    permissionRepeated: calls.filter(({ requests: made }) =>
      made.slice(0, -1).some(({ status }) => status === 401 || status === 403),
    ).length,
    early: sum(calls.map(early)),
  };
}

describe("a storm of 1,000 calls", () => {
  it.each([
    ["on a virtual clock", virtualPlace, { namedWaits: 50 }],
    ["in real time, over HTTP", () => realPlace, { namedWaits: 5 }],
  ])("%s loses no write, does none twice, and repeats no refusal", async (where, place, least) => {
    const figures = figuresOf(await storm(CALLS, 11, place()));
    console.log(`A storm ${where}:`, figures);
    expect(figures).toMatchObject({
      calls: CALLS,
      writes: CALLS / 2,
      doubled: 0,
      lost: 0,
      deniedInSilence: 0,
      permissionRepeated: 0,
      early: 0,
    });
    expect(figures.inLedger).toBe(figures.writesDone);
    // It was a storm: a third of all requests failed.
    expect(figures.waits).toBeGreaterThan(CALLS / 4);
    expect(figures.refused).toBeGreaterThan(5);
    expect(figures.namedWaits).toBeGreaterThan(least.namedWaits);
  });
});

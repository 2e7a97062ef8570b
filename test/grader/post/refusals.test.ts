import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { openService } from "../../../lib/grader/post/service.ts";
import { clientAssertion } from "../../../lib/grader/post/token.ts";
import { readPlatform } from "../../../lib/grader/post/platform.ts";
import { lab } from "../../cli/lab.ts";
import { filesBelow, secretsFoundIn } from "../../secrets/planted.ts";
import { type Fault, type LtiPlatform, type Seen } from "./lti-platform.ts";
import { CLIENT_ID, KEY_ID } from "./token-service.ts";
import {
  type Class,
  classFolder,
  journalIn,
  keys,
  onceEach,
  PEM,
  platformWith,
  takenBy,
} from "./posting.ts";

const users = ["ada", "boris"];
const grades: Class = { "01-connector-call": { ada: 17.5, boris: 4 } };
const words = ["grade", "post", ".", "--platform", "platform.json"];

const scope = ["lineitem", "score", "result.readonly"]
  .map((name) => `https://purl.imsglobal.org/spec/lti-ags/scope/${name}`)
  .join(" ");

/** Asks for a token as a tool may, but for what is changed. */
async function askForToken(
  { tokenUrl, lineItemsUrl }: LtiPlatform,
  { audience = tokenUrl, now = Date.now(), jti = randomUUID(), key = keys.privateKey } = {},
): Promise<{ status: number; text: string }> {
  const tool = { tokenUrl, lineItemsUrl, audience, clientId: CLIENT_ID, keyId: KEY_ID, key };
  const body = new URLSearchParams({
    grant_type: "client_credentials",
    client_assertion_type: "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
    client_assertion: clientAssertion(tool, now, jti),
    scope,
  });
  const reply = await fetch(tokenUrl, { method: "POST", body });
  return { status: reply.status, text: await reply.text() };
}

const SCORE = {
  userId: "ada",
  timestamp: "2026-11-30T12:00:00.000Z",
  activityProgress: "Completed",
  gradingProgress: "FullyGraded",
  scoreGiven: 3,
  scoreMaximum: 4,
};
const SCORE_TYPE = "application/vnd.ims.lis.v1.score+json";

const scores: [what: string, change: object, type: string, canvas: number, moodle: number][] = [
  ["as it has to be", {}, SCORE_TYPE, 200, 200],
  ["of another media type", {}, "application/json", 400, 400],
  ["of somebody who is not in the course", { userId: "zoe" }, SCORE_TYPE, 422, 400],
  ["without its maximum", { scoreMaximum: undefined }, SCORE_TYPE, 422, 422],
  ["without a timestamp", { timestamp: undefined }, SCORE_TYPE, 400, 400],
  ["older than the last one", { timestamp: "2026-11-29T12:00:00.000Z" }, SCORE_TYPE, 400, 409],
  ["in the same second", { timestamp: "2026-11-30T11:00:00.900Z" }, SCORE_TYPE, 200, 409],
];

describe("the platform of these tests", () => {
  it("gives a token for an assertion, and refuses one that is for others, old, or seen before", async () => {
    const platform = await platformWith({ users });
    const jti = randomUUID();
    const asked = [
      await askForToken(platform, { jti }),
      await askForToken(platform, { jti }),
      await askForToken(platform, { audience: "https://lms.example.com" }),
      await askForToken(platform, { now: Date.now() - 301_000 }),
      await askForToken(platform, { now: Date.now() + 60_000 }),
    ];
    const says = ["access_token", "'jti' is invalid", "'aud'", "has expired", "in the future"];
    expect(asked.map(({ status }) => status)).toEqual([200, 400, 400, 400, 400]);
    for (const [index, { text }] of asked.entries()) expect(text).toContain(says[index]);
  });

  it.each(scores)("answers a score %s", async (_what, change, type, canvas, moodle) => {
    for (const [style, status] of [
      ["canvas", canvas],
      ["moodle", moodle],
    ] as const) {
      const platform = await platformWith({ users, words: style });
      const id = `${platform.url}/course/5/line_items/1`;
      platform.lineItems.push({ id: `${id}?type_id=3`, label: "One", scoreMaximum: 4 });
      const { access_token } = JSON.parse((await askForToken(platform)).text);
      const post = async (body: object, contentType: string) => {
        const headers = { authorization: `Bearer ${access_token}`, "content-type": contentType };
        const init = { method: "POST", headers, body: JSON.stringify(body) };
        return (await fetch(`${id}/scores?type_id=3`, init)).status;
      };
      const earlier = { ...SCORE, timestamp: "2026-11-30T11:00:00.000Z" };
      expect(await post(earlier, SCORE_TYPE)).toBe(200);
      expect(await post({ ...SCORE, ...change }, type)).toBe(status);
    }
  });
});

type Options = Parameters<typeof platformWith>[0];

const always =
  (fault: Fault, from: number) =>
  ({ index }: Seen) =>
    index >= from ? fault : undefined;

const stops: [
  what: string,
  options: Partial<Options>,
  more: Record<string, string>,
  says: string,
][] = [
  [
    "another audience",
    {},
    { audience: "https://lms.example.com" },
    "no token: the 'aud' is invalid",
  ],
  ["another client id", {}, { clientId: "7" }, "no token: invalid_client"],
  ["another key id", {}, { keyId: "old" }, "no token: JWS signature invalid."],
  ["a platform whose clock is ahead", { clock: () => Date.now() + 600_000 }, {}, "JWT has expired"],
  ["no right to line items", { scopes: ["score"] }, {}, "scope/lineitem"],
  ["no right to anything", { scopes: [] }, {}, "no token: invalid_scope"],
  [
    "a token that is never taken",
    { fault: always("token-gone", 1) },
    {},
    "does not let this tool do that",
  ],
];

describe("grade post stops, and says what to do, with", () => {
  it.each(stops)("%s", async (_what, options, more, says) => {
    const platform = await platformWith({ users, ...options });
    const { code, stderr } = await lab(classFolder(grades, platform, more), words);
    expect([code, stderr]).toEqual([2, expect.stringContaining(says)]);
    expect(stderr).toContain("What to do: ");
    expect(platform.taken).toEqual([]);
  });

  it("an address elsewhere, where the token would go", async () => {
    const platform = await platformWith({ users });
    const id = "https://other.example.com/line_items/1";
    const item = { id, resourceId: "01-connector-call", label: "One", scoreMaximum: 20 };
    platform.lineItems.push(item);
    const { code, stderr } = await lab(classFolder(grades, platform), words);
    expect([code, stderr]).toEqual([2, expect.stringContaining("an address that is not at http")]);
  });

  it("two line items that could be meant", async () => {
    const platform = await platformWith({ users });
    for (const number of [1, 2]) {
      const id = `${platform.url}/course/5/line_items/${number}?type_id=3`;
      platform.lineItems.push({ id, resourceId: "01-connector-call", label: "", scoreMaximum: 20 });
    }
    const { code, stderr } = await lab(classFolder(grades, platform), words);
    expect([code, stderr]).toEqual([2, expect.stringContaining("has 2 line items")]);
  });
});

it("gives up in time on a platform that is down, and every try has an assertion of its own", async () => {
  let time = Date.parse("2026-11-30T12:00:00Z");
  const clock = () => time;
  const platform = await platformWith({ users, clock, fault: always("lost", 0) });
  const sleep = async (ms: number) => void (time += ms);
  const service = openService(readPlatform(join(classFolder(grades, platform), "platform.json")), {
    now: clock,
    sleep,
    random: () => 1,
  });
  const request = {
    method: "GET",
    url: platform.lineItemsUrl,
    type: "",
    shape: z.unknown(),
  } as const;
  const outcome = await service.retried(async () => await service.once(request));
  expect(outcome).toMatchObject({ status: "error", error: { code: "UNAVAILABLE" } });
  // A second assertion with the same jti would have got no token.
  expect(platform.tokens.size).toBe(platform.seen.length);
  expect(platform.seen.length).toBeGreaterThan(3);
});

/** Token, look, line item, a score: its answer is lost, and that of the look at it is not. */
const firstScoreLost = ({ path, index }: Seen): Fault | undefined =>
  path.endsWith("/scores") && index < 5 ? "lost" : undefined;

const echoAt =
  (from: number) =>
  ({ index }: Seen): Fault | undefined =>
    index === from ? "echo" : undefined;

describe("a score whose answer was lost", () => {
  it("is looked up, and not sent again where the platform has it", async () => {
    const platform = await platformWith({ users, fault: firstScoreLost });
    const folder = classFolder(grades, platform);
    expect((await lab(folder, words)).code).toBe(0);
    expect(takenBy(platform)).toEqual(onceEach(grades));
    expect(platform.seen.filter(({ path }) => path.endsWith("/results"))).toHaveLength(1);
  });

  it("stays in doubt where results may not be read, and is not sent a second time", async () => {
    const platform = await platformWith({
      users,
      fault: firstScoreLost,
      scopes: ["lineitem", "score"],
    });
    const folder = classFolder(grades, platform);
    for (const posted of [1, 0]) {
      const { code, stdout } = await lab(folder, words);
      expect([code, stdout]).toEqual([1, expect.stringContaining(`${posted} posted`)]);
      expect(stdout).toContain("ada not taken: Its answer was lost, and this tool may not read");
    }
    expect(takenBy(platform)).toEqual(onceEach(grades));
    Object.assign(platform.options, { scopes: undefined });
    expect((await lab(folder, words)).code).toBe(0);
    expect(takenBy(platform)).toEqual(onceEach(grades));
  });
});

it("shows no key, token or assertion, though the platform repeats them in all that it refuses", async () => {
  for (const from of [0, 1, 2, 3]) {
    const platform = await platformWith({ users, fault: echoAt(from) });
    const folder = classFolder(grades, platform);
    const { code, stdout, stderr } = await lab(folder, words, { DEBUG: "mcp-lab" });
    expect(code).toBe(from === 3 ? 1 : 2);
    const files = filesBelow(folder);
    files.delete("key.pem");
    const lines = String(PEM).trim().split("\n").slice(1, -1);
    const secrets = [...platform.tokens, ...lines, "eyJ0eXAiOiJKV1Qi"];
    const all = [stdout, stderr, journalIn(folder), ...files.values()].join("\n");
    expect(secretsFoundIn(all, secrets)).toEqual([]);
  }
});

import { describe, expect, it, onTestFinished } from "vitest";
import { exchange } from "../../../lib/grader/post/exchange.ts";
import { serveOnLoopback } from "../../../lib/services/crm/loopback.ts";

/** What comes of a request that is answered so. */
async function answeredWith(answer: (url: string) => Response) {
  const asked: string[] = [];
  const server = await serveOnLoopback(async ({ url }) => {
    asked.push(url);
    return answer(server.url);
  });
  onTestFinished(server.close);
  const { next, ...rest } = await exchange(`${server.url}/items?type_id=3`, {});
  return { ...rest, next: next?.replace(server.url, ""), asked };
}

const links: [link: string, next: string | undefined][] = [
  ['</items?from=10>; rel="next"', "/items?from=10"],
  ["</items?from=10>; rel=next", "/items?from=10"],
  ['</a>; rel="prev", </b,c>; title="a, b"; rel="last next"', "/b,c"],
  ['</a>; rel="prev", </b>; REL="Next"', "/b"],
  ['</a>; rel="nextish"', undefined],
  ['</a>; title="rel=next"', undefined],
  ["nonsense", undefined],
];

it.each(links)("the next page of %s", async (link, next) => {
  const got = await answeredWith(() => Response.json([1], { headers: { link } }));
  expect(got).toMatchObject({ json: [1], next });
});

const refusals: [who: string, body: unknown, message: string | undefined][] = [
  [
    "Canvas' services",
    { errors: { type: "bad_request", message: "User not found" } },
    "User not found",
  ],
  ["Canvas", { errors: [{ message: "does not exist." }, 1], status: "x" }, "does not exist."],
  ["Moodle", { status: 404, reason: "Not Found: Course 5", request: {} }, "Not Found: Course 5"],
  ["a token service", { error: "invalid_client", error_description: "No such key" }, "No such key"],
  ["a terse token service", { error: "invalid_scope" }, "invalid_scope"],
  ["another", { error: { deep: true }, errors: [] }, undefined],
  ["a list", [], undefined],
];

describe("a refusal", () => {
  it.each(refusals)("of %s in its own words", async (_who, body, message) => {
    const { failure } = await answeredWith(() => Response.json(body, { status: 404 }));
    const error = message === undefined ? {} : { error: { message } };
    expect(failure).toEqual({ kind: "http", status: 404, retryAfter: null, ...error });
  });

  it("of Canvas' throttling is one to wait after, whatever its status", async () => {
    const text = "403 Forbidden (Rate Limit Exceeded)";
    const { failure } = await answeredWith(() => new Response(text, { status: 403 }));
    expect(failure).toMatchObject({ kind: "http", status: 429 });
  });
});

it("follows no redirect, which would carry the token elsewhere", async () => {
  const { failure, asked } = await answeredWith((url) => Response.redirect(`${url}/other`, 307));
  expect(failure).toMatchObject({ kind: "http", status: 307 });
  expect(asked).toHaveLength(1);
});

it("reads no reply without an end", async () => {
  const { failure } = await answeredWith(() => new Response("x".repeat(4_000_001)));
  expect(failure).toEqual({ kind: "bad-reply" });
});

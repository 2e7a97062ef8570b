import { describe, expect, test } from "vitest";
import type { HubFailure } from "../../../lib/services/hub/hub.ts";
import { call, fs, textOf } from "./hub-client.ts";

/** What the real server 0.4.23 wrote when its calls to the Hub failed so. */
const SEARCH: Record<HubFailure, string> = {
  offline: "getaddrinfo ENOTFOUND huggingface.co",
  "rate-limited": "429 Too Many Requests",
  unauthorized: "401 Unauthorized",
  "server-error": "500 Internal Server Error",
};
const FAILURES = ["offline", "rate-limited", "unauthorized", "server-error"] as const;

describe.each(FAILURES)("while the hub is %s", (failure) => {
  test("hub_repo_search is an error result that gives the reason", async () => {
    const answer = await call("hub_repo_search", { author: "northwind-robotics" }, { failure });
    expect(answer).toMatchObject({ isError: true });
    expect(answer.structuredContent).toBeUndefined();
    expect(textOf(answer)).toBe(
      `Failed to search repositories: API request failed: ${SEARCH[failure]}`,
    );
  });

  test("the trap: hub_repo_details claims that the repository does not exist", async () => {
    const args = { repo_ids: ["northwind-robotics/parcel-grasp-2b"] };
    const failed = await call("hub_repo_details", args, { failure });
    expect(failed.isError ?? false).toBe(false);
    const unknown = await call("hub_repo_details", { repo_ids: ["a/b"] });
    expect(textOf(failed)).toBe(textOf(unknown).replaceAll("a/b", args.repo_ids[0] ?? ""));
  });

  test("hf_whoami answers nobody all the same", async () => {
    const answer = await call("hf_whoami", {}, { failure });
    expect(answer.structuredContent).toMatchObject({ status: "anonymous" });
  });

  test("what the server knows itself is answered all the same", async () => {
    const answer = await fs(["cat hf://README.md"], { failure });
    expect(answer.structuredContent).toMatchObject({ results: [{ index: 0, status: "success" }] });
  });

  test("a bad argument is told before the hub is asked", async () => {
    const answer = await fs(["ls hf://models/a --sort name"], { failure });
    expect(answer.structuredContent).toMatchObject({
      results: [{ status: "error", error: { code: "HF_FS_INVALID_ARGUMENT" } }],
    });
  });
});

test.each([
  ["offline", undefined, "Could not find repo 'a/b' as model, dataset, or space."],
  ["offline", "model", "Failed to get model details: fetch failed"],
  ["offline", "space", "fetch failed"],
  [
    "unauthorized",
    "dataset",
    "Authentication required or insufficient permissions to access dataset 'a/b'.",
  ],
  ["rate-limited", "dataset", "Failed to get dataset details: Too Many Requests. URL: "],
  ["server-error", "space", "Internal Server Error. URL: "],
] as const)("hub_repo_details while %s, type %s: %s", async (failure, type, message) => {
  const args = { repo_ids: ["a/b"], ...(type === undefined ? {} : { repo_type: type }) };
  expect(textOf(await call("hub_repo_details", args, { failure }))).toContain(
    `- Error: ${message}`,
  );
});

describe("hf_fs", () => {
  test.each([
    ["offline", "ls hf://models/northwind-robotics", /^fetch failed$/],
    ["offline", "cat hf://models/a/b/README.md", /^fetch failed$/],
    ["offline", "ls hf://models/a/b", /^fetch failed$/],
    ["rate-limited", "ls hf://models/northwind-robotics", /^Too Many Requests\. URL: /],
    ["rate-limited", "search hf://papers grasp", /^Hub paper search failed with status 429: \{/],
    [
      "server-error",
      "cat hf://papers/2613.00117/paper.md",
      /^Hub paper metadata failed with status 500: \{/,
    ],
  ] as const)("while %s, %s is plain text without structure", async (failure, line, text) => {
    const answer = await fs([line], { failure });
    expect(answer.isError).toBe(true);
    expect(answer.structuredContent).toBeUndefined();
    expect(textOf(answer)).toMatch(text);
  });

  test.each(["offline", "rate-limited", "server-error"] as const)(
    "the trap: while %s, one operation discards the whole batch",
    async (failure) => {
      const answer = await fs(["cat hf://README.md", "ls hf://models/northwind-robotics"], {
        failure,
      });
      expect(answer.isError).toBe(true);
      expect(answer.structuredContent).toBeUndefined();
      expect(textOf(answer)).not.toContain("README");
    },
  );

  test("a 401 is an error of its operation alone", async () => {
    const answer = await fs(["cat hf://README.md", "ls hf://models/northwind-robotics"], {
      failure: "unauthorized",
    });
    expect(answer.isError ?? false).toBe(false);
    expect(answer.structuredContent).toMatchObject({
      results: [
        { index: 0, status: "success" },
        { index: 1, status: "error", error: { code: "HF_FS_ACCESS_DENIED", retryable: false } },
      ],
    });
    expect(textOf(answer)).toContain("[HF_FS_ACCESS_DENIED] Unauthorized. URL: ");
  });

  test.each(["ls hf://models/a", "search hf://papers grasp"])(
    "a 401 of the only operation (%s) makes the answer an error",
    async (line) => {
      expect(await fs([line], { failure: "unauthorized" })).toMatchObject({
        isError: true,
        structuredContent: { results: [{ error: { code: "HF_FS_ACCESS_DENIED" } }] },
      });
    },
  );
});

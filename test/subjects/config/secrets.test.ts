import { describe, expect, it } from "vitest";
import { findSecrets } from "../../../lib/subjects/config/secrets.ts";

/** Joined here, so that no scanner takes this file for a leak. */
const fake = (...parts: string[]): string => parts.join("");
const filler = "aB3".repeat(12);

describe("a secret is found", () => {
  it.each([
    ["hugging-face", fake("hf", "_", filler)],
    ["anthropic", fake("sk", "-ant-", "api03-", "A".repeat(93), "AA")],
    ["anthropic", fake("sk", "-ant-", "a-shorter-form-of-it")],
    ["crm", fake("crm", "_live_", "NotARealKey01")],
    ["crm", fake("crm", "_test_", "NotARealKey01")],
    ["github", fake("ghp", "_", filler)],
    ["database-connection-string", fake("postgres://me:", "hunter22", "@db.example/x")],
    ["basicauth", fake("https://me:", "hunter22", "@example.org/")],
  ])("of kind %s, with its line", async (kind, secret) => {
    await expect(findSecrets(`first\nX=${secret} \nlast`)).resolves.toEqual([
      { kind, line: 2, column: 3 },
    ]);
  });

  it("although a comment switches secretlint off", async () => {
    const text = `# secretlint-disable\n${fake("ghp", "_", filler)} \n`;
    await expect(findSecrets(text)).resolves.toEqual([{ kind: "github", line: 2, column: 1 }]);
  });
});

it("leaves no measurements behind in a process that looks again and again", async () => {
  const before = performance.getEntriesByType("mark").length;
  await findSecrets("a text");
  expect(performance.getEntriesByType("mark")).toHaveLength(before);
});

describe("no secret is", () => {
  it.each([
    "CRM_API_KEY=",
    "CRM_API_KEY=${CRM_API_KEY}",
    "HF_TOKEN=hf_...",
    "ANTHROPIC_API_KEY=sk-ant-...",
    "crm_test_ is how test keys begin",
    "crm_search crm_find_companies crm_account_brief",
    "https://crm.example/v1?page=2",
    "4f2b8c1d-0000-4000-8000-000000000000",
  ])("%s", async (text) => {
    await expect(findSecrets(text)).resolves.toEqual([]);
  });
});

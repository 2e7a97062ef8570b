import { describe, expect, test } from "vitest";
import { ORGANISATIONS } from "../../../lib/services/hub/data/organisations.ts";
import { PAPERS } from "../../../lib/services/hub/data/papers.ts";
import { findRepos, ownerOf, REPOS } from "../../../lib/services/hub/world.ts";
import { call, fs, textOf } from "./hub-client.ts";

const REAL = [
  ..."stripe openai google microsoft amazon apple meta nvidia intel ibm oracle sap siemens".split(
    " ",
  ),
  ..."anthropic huggingface mistralai netflix uber spotify salesforce adobe tesla boeing shell".split(
    " ",
  ),
  ..."notion linear github sentry cloudflare vercel databricks snowflake palantir bosch maersk".split(
    " ",
  ),
];

describe.each(REAL)("nothing is invented about a real company: %s", (company) => {
  test("no search finds it, and each says that a live run would look", async () => {
    const repo_types = ["model", "dataset", "space"];
    const texts = [
      textOf(await call("hub_repo_search", { query: company, repo_types })),
      textOf(await call("hub_repo_search", { author: company, repo_types })),
      textOf(await call("hub_repo_details", { repo_ids: [`${company}/model`] })),
    ];
    for (const text of texts) {
      expect(text).toMatch(/^(?:No repositories found|# .*\n\n- Error: Could not find repo)/);
      expect(text).toContain("a live run would look on the real Hub");
    }
  });

  test("no hf_fs operation finds it, and each says that a live run would look", async () => {
    const answer = await fs([
      `ls hf://models/${company}`,
      `ls hf://datasets/${company}`,
      `ls hf://spaces/${company}`,
      `search hf://papers ${company}`,
    ]);
    const found = Array.from({ length: 4 }, () => ({
      status: "success",
      result: { entries: [], warnings: [expect.stringContaining("a live run would look")] },
    }));
    expect(answer.structuredContent).toMatchObject({ results: found });
  });
});

test("no real company is named anywhere in the fictional world", () => {
  const words = new Set(
    JSON.stringify([ORGANISATIONS, REPOS, PAPERS])
      .toLowerCase()
      .match(/[a-z]+/g),
  );
  expect(REAL.filter((company) => words.has(company))).toEqual([]);
});

test("no paper has an id that a real paper could have", () => {
  for (const { id } of PAPERS) expect(id).toMatch(/^\d\d1[34]\.\d{5}$/);
});

test("everything belongs to an organisation, and everything a paper links to is there", () => {
  const namespaces = ORGANISATIONS.map(({ namespace }) => namespace);
  const ids = REPOS.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const { id } of REPOS) expect(namespaces).toContain(ownerOf(id));
  for (const paper of PAPERS) {
    expect(namespaces).toContain(paper.organisation);
    for (const id of [...paper.models, ...paper.datasets]) expect(ids).toContain(id);
  }
});

test.each([
  { namespace: "northwind-robotics", models: 5, datasets: 2, spaces: 1, papers: 3 },
  { namespace: "harbor-finch", models: 0, datasets: 1, spaces: 0, papers: 0 },
  { namespace: "quillmark", models: 0, datasets: 0, spaces: 0, papers: 0 },
])(
  "$namespace publishes what its story says",
  ({ namespace, models, datasets, spaces, papers }) => {
    const count = (type: "model" | "dataset" | "space") =>
      findRepos({ type, author: namespace }).length;
    expect([count("model"), count("dataset"), count("space")]).toEqual([models, datasets, spaces]);
    expect(PAPERS.filter(({ organisation }) => organisation === namespace)).toHaveLength(papers);
  },
);

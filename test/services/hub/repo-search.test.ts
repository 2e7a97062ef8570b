import { describe, expect, test } from "vitest";
import { call, textOf } from "./hub-client.ts";

async function search(args: Record<string, unknown>): Promise<string> {
  const answer = await call("hub_repo_search", args);
  expect(answer.isError ?? false).toBe(false);
  expect(answer.structuredContent).toBeUndefined();
  return textOf(answer);
}

function headings(text: string): string[] {
  return text.match(/^### .+$/gm)?.map((line) => line.slice(4)) ?? [];
}

const ALL = ["model", "dataset", "space"];

test("writes what the real server writes, and that it is fictional", async () => {
  const text = await search({ author: "harbor-finch", repo_types: ALL, sort: "downloads" });
  expect(text)
    .toBe(`Found 1 repositories across models, datasets, spaces matching author "harbor-finch", sorted by downloads (descending).

## Models (0)

No models matched this query.

## Datasets (1)

### harbor-finch/port-dwell-times-2022

Hours that containers waited in eleven invented ports, one row a visit, 2022 only.

**Author:** harbor-finch | **Downloads:** 41 | **Likes:** 1 | **Trending Score:** 0

**Tags:** tabular, logistics, language:en

**Created:** 6 Feb, 2023
**Last Modified:** 6 Feb, 2023
**Link:** [https://hf.co/datasets/harbor-finch/port-dwell-times-2022](https://hf.co/datasets/harbor-finch/port-dwell-times-2022)

---

## Spaces (0)

No spaces matched this query.

_Rehearsal Hub: every organisation, repository and paper here is fictional._`);
});

describe("finds", () => {
  test.each([
    {
      name: "by owner, most downloaded first",
      args: { author: "northwind-robotics", repo_types: ["model"], sort: "downloads", limit: 2 },
      found: ["northwind-robotics/parcel-grasp-2b", "northwind-robotics/bin-segmenter-large"],
    },
    {
      name: "by the organisation's written name",
      args: { query: "Northwind Robotics", repo_types: ["dataset"] },
      found: ["northwind-robotics/warehouse-grasps", "northwind-robotics/bin-scans"],
    },
    {
      name: "by the part of a name, in any case",
      args: { query: "SUMMARISER" },
      found: ["tallowcreek-health/note-summariser-7b"],
    },
    {
      name: "by an owner in any case",
      args: { author: "Marrowgate-Foods" },
      found: ["marrowgate-foods/freezer-shelf-counter"],
    },
    {
      name: "by tags that all have to be there",
      args: { filters: ["medical", "summarization"] },
      found: ["tallowcreek-health/note-summariser-7b"],
    },
    {
      name: "a Space under its title",
      args: { repo_types: ["space"], filters: ["mcp-server"], limit: 1 },
      found: ["Grasp playground (`northwind-robotics/grasp-playground`)"],
    },
    {
      name: "the latest first",
      args: { author: "northwind-robotics", repo_types: ["model"], sort: "createdAt", limit: 1 },
      found: ["northwind-robotics/parcel-grasp-2b"],
    },
  ])("$name", async ({ args, found }) => {
    expect(headings(await search(args))).toEqual(found);
  });

  test("models and datasets unless told, each kind limited by itself", async () => {
    const text = await search({ author: "northwind-robotics", limit: 1 });
    expect(text).toContain("Found 2 repositories across models, datasets matching");
    expect(headings(text)).toHaveLength(2);
  });

  test("a kind that is named twice once", async () => {
    const text = await search({ author: "quillmark", repo_types: ["model", "model"] });
    expect(text).toContain("No repositories found for the given criteria.");
    const twice = await search({ author: "saltmere-fisheries", repo_types: ["model", "model"] });
    expect(headings(twice)).toHaveLength(1);
  });
});

test("an organisation without content is no error, and the notice says why", async () => {
  const text = await search({ author: "quillmark", repo_types: ALL });
  expect(text).toMatch(/^No repositories found for the given criteria\.\n/);
  expect(text).toContain("a live run would look on the real Hub");
});

test.each([{ limit: 0 }, { limit: 101 }, { repo_types: [] }, { sort: "name" }, { author: 7 }])(
  "%j is an error result that names the tool",
  async (args) => {
    const answer = await call("hub_repo_search", args);
    expect(answer.isError).toBe(true);
    expect(textOf(answer)).toMatch(/^Input validation error: .*hub_repo_search/);
  },
);

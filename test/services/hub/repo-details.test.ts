import { describe, expect, test } from "vitest";
import { call, textOf } from "./hub-client.ts";

async function details(args: Record<string, unknown>): Promise<string> {
  const answer = await call("hub_repo_details", args);
  expect(answer.isError ?? false).toBe(false);
  expect(answer.structuredContent).toBeUndefined();
  return textOf(answer);
}

test("writes what the real server writes, and that it is fictional", async () => {
  const text = await details({ repo_ids: ["marrowgate-foods/freezer-shelf-counter"] });
  expect(text).toBe(`**Type: Model**

# marrowgate-foods/freezer-shelf-counter

## Overview
- **Author:** marrowgate-foods
- **Task:** object-detection
- **Library:** pytorch
- **Downloads:** 12 | **Likes:** 0
- **Updated:** 2 Jun, 2022

## Technical Details
- **Parameters:** 7.2M

## Tags
\`object-detection\` \`pytorch\`

## Metadata
- **License:** other

**Link:** [https://hf.co/marrowgate-foods/freezer-shelf-counter](https://hf.co/marrowgate-foods/freezer-shelf-counter)

_Rehearsal Hub: every organisation, repository and paper here is fictional._`);
});

describe("tells", () => {
  const dataset = "northwind-robotics/bin-scans";
  test.each([
    {
      name: "a given type without its headline",
      args: { repo_ids: [dataset], repo_type: "dataset" },
      has: ["## Description"],
      lacks: ["**Type:"],
    },
    {
      name: "a Space",
      args: { repo_ids: ["cobblestane-rail/crowding-demo"] },
      has: ["**Type: Space**", "- **SDK:** gradio"],
      lacks: ["Downloads"],
    },
    {
      name: "a dataset's structure",
      args: { repo_ids: [dataset], operations: ["dataset_structure"] },
      has: ["| default | train | 240.0K | 3 |", "| 2 | items | float64 |"],
      lacks: ["## Overview"],
    },
    {
      name: "rows from an offset",
      args: { repo_ids: [dataset], operations: ["dataset_preview"], offset: 1, limit: 1 },
      has: ["| 1 | s-00002 | 3 | bright |"],
      lacks: ["s-00001"],
    },
    {
      name: "the choices for a split that is not there",
      args: { repo_ids: [dataset], operations: ["dataset_preview"], split: "test" },
      has: ["was not found", "- `default` / `train`"],
      lacks: ["### Rows"],
    },
    {
      name: "that a model has no rows",
      args: {
        repo_ids: ["northwind-robotics/parcel-grasp-2b"],
        repo_type: "model",
        operations: ["dataset_preview"],
      },
      has: ["Dataset Viewer operations only apply to dataset repos"],
      lacks: ["## Overview"],
    },
    {
      name: "several repositories apart",
      args: { repo_ids: [dataset, "northwind-robotics/parcel-grasp-2b"] },
      has: ["\n\n---\n\n**Type: Model**"],
      lacks: [],
    },
  ])("$name", async ({ args, has, lacks }) => {
    const text = await details(args);
    for (const part of has) expect(text).toContain(part);
    for (const part of lacks) expect(text).not.toContain(part);
  });

  test.each([
    [undefined, "Could not find repo 'a/b' as model, dataset, or space."],
    ["model", "Model 'a/b' not found. Please check the model ID."],
    ["dataset", "Dataset 'a/b' not found. Please check the dataset ID."],
    ["space", "Repository not found"],
  ])("an unknown repository (type %s), not as an error result", async (type, message) => {
    const text = await details({
      repo_ids: ["a/b"],
      ...(type === undefined ? {} : { repo_type: type }),
    });
    expect(text).toMatch(`# a/b\n\n- Error: ${message}\n`);
    expect(text).toContain("a live run would look on the real Hub");
  });
});

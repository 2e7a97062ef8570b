import { describe, expect, test } from "vitest";
import { type FsResult, fsOutput } from "../../../lib/services/hub/fs/schema.ts";
import { call, fs, textOf } from "./hub-client.ts";

/** The result of one operation that has to succeed. */
async function one(line: string): Promise<FsResult> {
  const answer = await fs([line]);
  const [item] = fsOutput.parse(answer.structuredContent).results;
  if (item?.status !== "success") throw new Error(textOf(answer));
  return item.result;
}

function paths({ entries = [] }: FsResult): string[] {
  return entries.map(({ path }) => path);
}

describe("ls", () => {
  test.each([
    [
      "ls hf://",
      ["README.md", "models", "datasets", "spaces", "buckets", "collections", "papers", "docs"],
    ],
    ["ls hf://models", ["trending"]],
    [
      "ls hf://models/northwind-robotics --sort downloads --limit 2",
      ["northwind-robotics/parcel-grasp-2b", "northwind-robotics/bin-segmenter-large"],
    ],
    [
      "ls hf://models/northwind-robotics --glob bin-*-edge",
      ["northwind-robotics/bin-segmenter-edge"],
    ],
    ["ls hf://models/northwind-robotics --glob p???-*l", ["northwind-robotics/pick-policy-small"]],
    ["ls hf://datasets/harbor-finch", ["harbor-finch/port-dwell-times-2022"]],
    ["ls hf://datasets/harbor-finch/port-dwell-times-2022", ["data", "README.md"]],
    [
      "ls hf://datasets/harbor-finch/port-dwell-times-2022 --recursive",
      ["README.md", "data/train-00000-of-00001.parquet"],
    ],
    [
      "ls hf://datasets/harbor-finch/port-dwell-times-2022/data",
      ["data/train-00000-of-00001.parquet"],
    ],
    [
      "ls hf://models/northwind-robotics/parcel-grasp-2b@main --type file --glob *.json",
      ["config.json"],
    ],
    ["ls hf://papers/2613.00117", ["metadata.json", "paper.md", "models", "datasets"]],
    ["ls hf://papers/2613.00117/models", ["models/northwind-robotics/parcel-grasp-2b"]],
    ["ls hf://collections", []],
    ["ls hf://buckets/northwind-robotics", []],
    ["ls hf://docs", ["hub", "mcp"]],
    ["ls hf://docs/hub", ["hub/index.md", "hub/model-cards.md"]],
  ])("%s", async (line, expected) => {
    expect(paths(await one(line))).toEqual(expected);
  });

  test("an owner's repositories carry their figures, latest change first", async () => {
    const { entries } = await one("ls hf://models/northwind-robotics");
    expect(entries?.[0]).toEqual({
      type: "repo",
      path: "northwind-robotics/parcel-grasp-2b",
      uri: "hf://models/northwind-robotics/parcel-grasp-2b",
      repo_type: "model",
      private: false,
      gated: false,
      likes: 312,
      downloads: 48_200,
      task: "robotics",
      updated_at: "2026-09-01T14:30:00.000Z",
    });
  });

  test("says that it was cut", async () => {
    const result = await one("ls hf://models/northwind-robotics --limit 1");
    expect(result).toMatchObject({ truncated: true, truncation_reason: "entry_limit" });
  });

  test.each([
    "hf://models/trending",
    "hf://datasets/trending",
    "hf://spaces/trending",
    "hf://papers/trending",
  ])("%s starts with the highest", async (uri) => {
    const { entries = [] } = await one(`ls ${uri}`);
    const scores = entries.map((entry) => entry.trending_score ?? entry.upvotes ?? Number.NaN);
    expect(scores.length).toBeGreaterThan(1);
    expect(scores).toEqual(scores.toSorted((left, right) => right - left));
  });
});

describe("search and find", () => {
  test.each([
    [
      "search hf://models bin-segmenter",
      ["northwind-robotics/bin-segmenter-large", "northwind-robotics/bin-segmenter-edge"],
    ],
    [
      "search hf://models/tallowcreek-health",
      ["tallowcreek-health/note-summariser-7b", "tallowcreek-health/deid-tagger"],
    ],
    [
      "search hf://datasets northwind --sort likes --limit 1",
      ["northwind-robotics/warehouse-grasps"],
    ],
    ["search hf://spaces demo --kind mcp", ["tallowcreek-health/note-summary-demo"]],
    [
      "search hf://spaces --tag mcp-server --tag gradio --limit 1",
      ["northwind-robotics/grasp-playground"],
    ],
    ["search hf://papers warehouse robots", ["2613.00342", "2613.00511"]],
    ["search hf://docs model card", ["hub/model-cards.md"]],
    ["find hf://models/northwind-robotics/parcel-grasp-2b --name *.md", ["README.md"]],
    [
      "find hf://datasets/northwind-robotics/bin-scans --path data/**",
      ["data/train-00000-of-00001.parquet"],
    ],
    ["find hf://spaces/cobblestane-rail", ["cobblestane-rail/crowding-demo"]],
  ])("%s", async (line, expected) => {
    expect(paths(await one(line))).toEqual(expected);
  });

  test("a paper that matches the topic need not be the organisation's: metadata names the authors", async () => {
    const { entries = [] } = await one("search hf://papers warehouse robots");
    expect(JSON.stringify(entries)).not.toContain("Team");
    const { content, content_type } = await one("cat hf://papers/2613.00511/metadata.json");
    expect(content_type).toBe("application/json");
    expect(JSON.parse(content ?? "")).toMatchObject({
      id: "2613.00511",
      authors: [{ name: "Vintrell Labs Methods Group" }],
      organization: { name: "vintrell-labs" },
    });
  });
});

describe("cat", () => {
  test("reads a README and says that it is fictional", async () => {
    const result = await one("cat hf://models/northwind-robotics/parcel-grasp-2b/README.md");
    expect(result).toMatchObject({ op: "cat", path: "README.md", truncated: false });
    expect(result.content).toMatch(/^---\nlicense: apache-2\.0\n[^]*Fictional content/);
    expect(result.bytes).toBe(Buffer.byteLength(result.content ?? ""));
  });

  test("a text that is read in pieces is the whole text", async () => {
    const uri = "hf://papers/2613.00117/paper.md";
    const { content: whole } = await one(`cat ${uri}`);
    let pieces = "";
    let offset: number | undefined = 0;
    while (offset !== undefined) {
      const piece: FsResult = await one(`cat ${uri} --offset ${offset} --max-bytes 50`);
      pieces += piece.content ?? "";
      offset = piece.next_offset;
    }
    expect(pieces).toBe(whole);
  });

  test.each(["hf://README.md", "hf://papers/README.md", "hf://docs/mcp/index.md"])(
    "reads %s",
    async (uri) => {
      const result = await one(`cat ${uri}`);
      expect(result).toMatchObject({ content_type: "text/markdown" });
      expect(result.content).toMatch(/fictional/i);
    },
  );
});

describe("stat", () => {
  test.each([
    ["stat hf://", { exists: true, type: "dir" }],
    [
      "stat hf://models/northwind-robotics",
      { exists: true, type: "namespace", namespace: "northwind-robotics" },
    ],
    ["stat hf://models/anybody", { exists: true, type: "namespace" }],
    ["stat hf://models/northwind-robotics/parcel-grasp-2b", { exists: true, type: "repo" }],
    ["stat hf://models/northwind-robotics/nothing", { exists: false, type: "missing" }],
    [
      "stat hf://models/northwind-robotics/parcel-grasp-2b/model.safetensors",
      { type: "file", size: 4_080_000_000 },
    ],
    ["stat hf://datasets/northwind-robotics/bin-scans/data", { type: "dir" }],
    ["stat hf://datasets/northwind-robotics/bin-scans/date", { type: "missing" }],
    [
      "stat hf://papers/2613.00117",
      { type: "paper", arxiv_url: "https://arxiv.org/abs/2613.00117" },
    ],
    ["stat hf://papers/2613.99999", { exists: false, type: "missing" }],
    ["stat hf://papers/2613.00117/paper.md", { type: "file", content_type: "text/markdown" }],
    ["stat hf://docs/hub", { type: "dir" }],
  ])("%s", async (line, expected) => {
    expect(await one(line)).toMatchObject({ op: "stat", ...expected });
  });
});

describe("an operation that cannot be done", () => {
  test.each([
    ["ls models", "HF_FS_INVALID_ARGUMENT"],
    ["ls hf://planets", "HF_FS_INVALID_ARGUMENT"],
    ["ls hf://models/a --colour", "HF_FS_INVALID_ARGUMENT"],
    ["ls hf://models/a --limit many", "HF_FS_INVALID_ARGUMENT"],
    ["ls hf://models/a --limit 0", "HF_FS_INVALID_ARGUMENT"],
    ["ls hf://models/a --limit", "HF_FS_INVALID_ARGUMENT"],
    ["ls hf://models/a --sort likes --sort likes", "HF_FS_INVALID_ARGUMENT"],
    ["ls hf://models/a --type planet", "HF_FS_INVALID_ARGUMENT"],
    ["ls hf://models/a b", "HF_FS_INVALID_ARGUMENT"],
    ["ls hf://models --sort downloads", "HF_FS_INVALID_ARGUMENT"],
    ["ls hf://models/northwind-robotics/parcel-grasp-2b --sort likes", "HF_FS_INVALID_ARGUMENT"],
    ["cat hf://README.md --max-bytes 80001", "HF_FS_INVALID_ARGUMENT"],
    ["cat hf://README.md --offset -1", "HF_FS_INVALID_ARGUMENT"],
    ["search hf://papers", "HF_FS_INVALID_ARGUMENT"],
    ["search hf://models/a/b x", "HF_FS_INVALID_ARGUMENT"],
    ["search hf://models --tag robotics", "HF_FS_INVALID_ARGUMENT"],
    ["search hf://spaces --kind planet", "HF_FS_INVALID_ARGUMENT"],
    ["ls hf://papers/planet", "HF_FS_INVALID_ARGUMENT"],
    ["ls hf://models/a/b", "HF_FS_NOT_FOUND"],
    ["cat hf://models/northwind-robotics/parcel-grasp-2b/nothing.md", "HF_FS_NOT_FOUND"],
    ["cat hf://papers/2613.99999/paper.md", "HF_FS_NOT_FOUND"],
    ["cat hf://docs/hub/nothing.md", "HF_FS_NOT_FOUND"],
    ["cat hf://models/northwind-robotics", "HF_FS_NOT_A_FILE"],
    ["cat hf://papers/2613.00117", "HF_FS_NOT_A_FILE"],
    ["ls hf://README.md", "HF_FS_NOT_A_DIRECTORY"],
    ["find hf:// x", "HF_FS_INVALID_ARGUMENT"],
    ["find hf://", "HF_FS_UNSUPPORTED_OPERATION"],
    ["find hf://papers", "HF_FS_UNSUPPORTED_OPERATION"],
    ["cat hf://models/northwind-robotics/parcel-grasp-2b/model.safetensors", "HF_FS_TEXT_ONLY"],
    ["attach hf://models/northwind-robotics/parcel-grasp-2b/README.md", "HF_FS_IMAGE_ONLY"],
    ["attach hf://models/northwind-robotics/parcel-grasp-2b/picture.png", "HF_FS_NOT_FOUND"],
    [
      "attach hf://models/northwind-robotics/parcel-grasp-2b/picture.gif",
      "HF_FS_UNSUPPORTED_MEDIA",
    ],
    ["cat hf://buckets/a/b/c.txt", "HF_FS_NOT_FOUND"],
  ])("%s: %s", async (line, code) => {
    const answer = await fs([line]);
    expect(answer).toMatchObject({
      isError: true,
      structuredContent: {
        results: [
          {
            status: "error",
            error: { code, retryable: false, recovery: expect.stringMatching(/\.$/) },
          },
        ],
      },
    });
    expect(textOf(answer)).toContain(`[${code}] `);
  });

  test("a URI without end is refused before it is read", async () => {
    expect(await fs([`ls hf://models/${"/".repeat(2_000)}`])).toMatchObject({
      structuredContent: { results: [{ error: { code: "HF_FS_INVALID_ARGUMENT" } }] },
    });
  });

  test("leaves the operations beside it alone", async () => {
    const answer = await fs(["cat hf://README.md", "ls hf://models/a/b"]);
    expect(answer.isError ?? false).toBe(false);
    expect(answer.structuredContent).toMatchObject({
      results: [
        { index: 0, status: "success" },
        { index: 1, status: "error", error: { suggestedOperation: "stat" } },
      ],
    });
  });

  test.each([
    { operations: [] },
    { operations: Array.from({ length: 31 }, () => ({ cmd: "ls", args: ["hf://"] })) },
    { operations: [{ cmd: "rm", args: ["hf://"] }] },
    { operations: [{ cmd: "ls", args: ["hf://"], more: 1 }] },
    {},
  ])("arguments outside of the schema are an error result (case %#)", async (args) => {
    const answer = await call("hf_fs", args);
    expect(answer.isError).toBe(true);
    expect(textOf(answer)).toMatch(/^Input validation error: .*hf_fs/);
  });
});

test("the text shows each operation as the real server does, and that it is fictional", async () => {
  const answer = await fs(["ls hf://spaces/cobblestane-rail", "stat hf://papers"]);
  expect(textOf(answer)).toBe(`## Operation 1

# hf_fs ls

URI: \`hf://spaces/cobblestane-rail\`

| Type | Path | URI | Target | Details |
|---|---|---|---|---|
| repo | cobblestane-rail/crowding-demo | hf://spaces/cobblestane-rail/crowding-demo |  | repo=space, public, likes=2, sdk=gradio, updated=2024-11-21T14:30:00.000Z |

---

## Operation 2

# hf_fs stat

- URI: \`hf://papers\`
- Exists: yes
- Type: \`dir\`
- Path: \`papers\`

_Rehearsal Hub: every organisation, repository and paper here is fictional._`);
});

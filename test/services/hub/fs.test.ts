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
      "ls hf://models/northwind-robotics --sort downloads --limit 2",
      ["northwind-robotics/parcel-grasp-2b", "northwind-robotics/bin-segmenter-large"],
    ],
    ["ls hf://datasets/harbor-finch", ["harbor-finch/port-dwell-times-2022"]],
    ["ls hf://datasets/harbor-finch/port-dwell-times-2022", ["data", "README.md"]],
    [
      "ls hf://datasets/harbor-finch/port-dwell-times-2022/data",
      ["data/train-00000-of-00001.parquet"],
    ],
    [
      "ls hf://models/northwind-robotics/parcel-grasp-2b@main",
      ["README.md", "config.json", "model.safetensors"],
    ],
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
});

describe("search", () => {
  test.each([
    ["search hf://papers warehouse robots", ["2613.00342", "2613.00511"]],
    ["search hf://papers warehouse robots --limit 1", ["2613.00342"]],
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

  test("reads a paper", async () => {
    const result = await one("cat hf://papers/2613.00117/paper.md");
    expect(result).toMatchObject({ content_type: "text/markdown", truncated: false });
    expect(result.content).toMatch(/^# Grasping [^]*Fictional[^]*Northwind[^]*grasp planner/);
  });

  test("every operation that the guide names is answered", async () => {
    const { content = "" } = await one("cat hf://README.md");
    const lines = [...content.matchAll(/`(.*)`/g)].map(([, line = ""]) =>
      line
        .replace("OWNER", "northwind-robotics")
        .replace("NAME", "parcel-grasp-2b")
        .replace("ID", "2613.00117")
        .replace("QUERY", "warehouse robots"),
    );
    expect(lines).toHaveLength(7);
    expect((await fs(lines)).structuredContent).toMatchObject({
      results: lines.map(() => ({ status: "success" })),
    });
  });
});

describe("an operation that cannot be done", () => {
  test.each([
    ["ls hf://planets", "HF_FS_INVALID_ARGUMENT"],
    ["ls hf://models/a --limit many", "HF_FS_INVALID_ARGUMENT"],
    ["ls hf://models/a --limit 0", "HF_FS_INVALID_ARGUMENT"],
    ["ls hf://models/a --limit", "HF_FS_INVALID_ARGUMENT"],
    ["ls hf://models/a --sort likes --sort likes", "HF_FS_INVALID_ARGUMENT"],
    ["ls hf://models/a b", "HF_FS_INVALID_ARGUMENT"],
    ["ls hf://models/northwind-robotics/parcel-grasp-2b --sort likes", "HF_FS_INVALID_ARGUMENT"],
    ["search hf://papers", "HF_FS_INVALID_ARGUMENT"],
    ["ls hf://models/a/b", "HF_FS_NOT_FOUND"],
    ["cat hf://models/northwind-robotics/parcel-grasp-2b/nothing.md", "HF_FS_NOT_FOUND"],
    ["cat hf://papers/2613.99999/paper.md", "HF_FS_NOT_FOUND"],
    ["cat hf://models/northwind-robotics", "HF_FS_NOT_A_FILE"],
    ["cat hf://papers/2613.00117", "HF_FS_NOT_A_FILE"],
    ["cat hf://papers/planet/paper.md", "HF_FS_INVALID_ARGUMENT"],
    ["cat hf://models/northwind-robotics/parcel-grasp-2b/model.safetensors", "HF_FS_TEXT_ONLY"],
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

  test.each([
    ["ls hf://", "ls hf://"],
    ["ls models", "ls models"],
    ["ls hf://models", "ls hf://models"],
    ["ls hf://models/trending", "ls hf://models/trending"],
    ["ls hf://papers", "ls hf://papers"],
    ["ls hf://docs", "ls hf://docs"],
    ["ls hf://buckets/northwind-robotics", "ls hf://buckets/northwind-robotics"],
    ["ls hf://models/northwind-robotics --recursive", "ls with --recursive"],
    ["cat hf://docs/mcp/index.md", "cat hf://docs/mcp/index.md"],
    ["cat hf://papers/2613.00117/models", "cat hf://papers/2613.00117/models"],
    ["cat hf://papers/2613.00117/paper.md --max-bytes 50", "cat with --max-bytes"],
    ["stat hf://models/northwind-robotics", "stat hf://models/northwind-robotics"],
    ["find hf://models/northwind-robotics", "find hf://models/northwind-robotics"],
    ["search hf://models bin-segmenter", "search hf://models"],
    ["search hf://spaces --kind mcp", "search with --kind"],
    ["attach hf://models/a/b/picture.png", "attach hf://models/a/b/picture.png"],
  ])("%s is not rehearsed, and the answer says so and what is", async (line, named) => {
    const answer = await fs([line]);
    expect(answer).toMatchObject({
      isError: true,
      structuredContent: {
        results: [{ status: "error", error: { code: "HF_FS_UNSUPPORTED_OPERATION" } }],
      },
    });
    expect(textOf(answer)).toContain(`: ${named} is not rehearsed.`);
    expect(textOf(answer)).toContain("Rehearsed are: ls hf://models/OWNER");
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
  const answer = await fs([
    "ls hf://spaces/cobblestane-rail",
    "cat hf://models/northwind-robotics/parcel-grasp-2b/config.json",
  ]);
  expect(textOf(answer)).toBe(`## Operation 1

# hf_fs ls

URI: \`hf://spaces/cobblestane-rail\`

| Type | Path | URI | Target | Details |
|---|---|---|---|---|
| repo | cobblestane-rail/crowding-demo | hf://spaces/cobblestane-rail/crowding-demo |  | repo=space, public, likes=2, sdk=gradio, updated=2024-11-21T14:30:00.000Z |

---

## Operation 2

# hf_fs cat

URI: \`hf://models/northwind-robotics/parcel-grasp-2b/config.json\`
Path: \`config.json\`
Bytes: 31

{
  "model_type": "robotics"
}

_Rehearsal Hub: every organisation, repository and paper here is fictional._`);
});

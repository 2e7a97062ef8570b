import { z } from "zod";

const COMMANDS = ["ls", "cat", "attach", "stat", "find", "search"] as const;
const ENTRY_TYPES = ["file", "dir", "repo", "bucket", "collection", "paper", "link"] as const;
const CONTENT_TYPES = ["application/json", "text/markdown"] as const;
const IMAGE_TYPES = ["image/jpeg", "image/png", "image/webp"] as const;
const MOST_ATTACHED_BYTES = 8 * 1024 * 1024;
const MOST_OPERATIONS = 30;

/** The arguments of `hf_fs`: the real server's schema, with our own descriptions. */
export const fsInput = z.strictObject({
  operations: z
    .array(
      z.strictObject({
        cmd: z.enum(COMMANDS).describe("What to do."),
        args: z
          .array(z.string())
          .describe("An hf:// URI first, then options and values, one array item each."),
      }),
    )
    .min(1)
    .max(MOST_OPERATIONS),
});

const entry = z.object({
  type: z.enum(ENTRY_TYPES),
  path: z.string(),
  uri: z.string().optional(),
  name: z.string().optional(),
  target_uri: z.string().optional(),
  repo_type: z.enum(["model", "dataset", "space", "bucket"]).optional(),
  size: z.number().optional(),
  total_files: z.number().optional(),
  lfs: z.boolean().optional(),
  private: z.boolean().optional(),
  gated: z.union([z.literal(false), z.enum(["auto", "manual"])]).optional(),
  likes: z.number().optional(),
  downloads: z.number().optional(),
  task: z.string().optional(),
  library: z.string().optional(),
  tags: z.array(z.string()).optional(),
  trending_score: z.number().optional(),
  sdk: z.string().optional(),
  title: z.string().optional(),
  category: z.string().optional(),
  semantic_relevance: z.number().optional(),
  anchor: z.string().optional(),
  description: z.string().optional(),
  upvotes: z.number().optional(),
  created_at: z.string().optional(),
  published_at: z.string().optional(),
  daily_papers_date: z.string().optional(),
  daily_papers_uri: z.string().optional(),
  url: z.string().optional(),
  arxiv_url: z.string().optional(),
  observed_at: z.string().optional(),
  updated_at: z.string().optional(),
  content_type: z.enum(CONTENT_TYPES).optional(),
});

const result = z
  .strictObject({
    uri: z.string(),
    op: z.enum(COMMANDS),
    entries: z.array(entry).optional(),
    path: z.string().optional(),
    content: z.string().optional(),
    content_type: z.enum(CONTENT_TYPES).optional(),
    mime_type: z.enum(IMAGE_TYPES).optional(),
    section: z.string().optional(),
    bytes: z.number().optional(),
    exists: z.boolean().optional(),
    type: z
      .enum(["namespace", "repo", "dir", "file", "collection", "paper", "link", "missing"])
      .optional(),
    namespace: z.string().optional(),
    size: z.number().optional(),
    lfs: z.boolean().optional(),
    target_uri: z.string().optional(),
    published_at: z.string().optional(),
    daily_papers_date: z.string().optional(),
    daily_papers_uri: z.string().optional(),
    url: z.string().optional(),
    arxiv_url: z.string().optional(),
    truncated: z.boolean().optional(),
    truncation_reason: z.enum(["entry_limit", "max_bytes", "limit", "provider_limit"]).optional(),
    truncation_message: z.string().optional(),
    next_offset: z.number().optional(),
    warnings: z.array(z.string()).optional(),
  })
  .meta({
    allOf: [
      {
        if: { properties: { op: { const: "attach" } }, required: ["op"] },
        // oxlint-disable-next-line unicorn/no-thenable -- a JSON Schema keyword
        then: {
          properties: {
            path: { type: "string" },
            mime_type: { type: "string", enum: [...IMAGE_TYPES] },
            bytes: { type: "integer", minimum: 0, maximum: MOST_ATTACHED_BYTES },
          },
          required: ["path", "mime_type", "bytes"],
        },
      },
    ],
  });

const problem = z.strictObject({
  code: z.enum([
    "HF_FS_INVALID_ARGUMENT",
    "HF_FS_NOT_FOUND",
    "HF_FS_NOT_A_DIRECTORY",
    "HF_FS_NOT_A_FILE",
    "HF_FS_UNSUPPORTED_OPERATION",
    "HF_FS_ACCESS_DENIED",
    "HF_FS_TEXT_ONLY",
    "HF_FS_IMAGE_ONLY",
    "HF_FS_UNSUPPORTED_MEDIA",
    "HF_FS_IMAGE_TOO_LARGE",
    "HF_FS_ATTACHMENT_BUDGET_EXCEEDED",
    "HF_FS_IMAGE_CONTENT_DISABLED",
    "HF_FS_ATTACHMENT_INTEGRITY",
  ]),
  message: z.string(),
  recovery: z.string(),
  retryable: z.literal(false),
  suggestedOperation: z.enum(["ls", "cat", "attach", "stat", "search"]).optional(),
});

/** What `hf_fs` answers as `structuredContent`: the real server's schema. */
export const fsOutput = z.strictObject({
  results: z
    .array(
      z.discriminatedUnion("status", [
        z.strictObject({
          index: z.number().int().nonnegative(),
          status: z.literal("success"),
          result,
          output_truncated: z.boolean().optional(),
        }),
        z.strictObject({
          index: z.number().int().nonnegative(),
          status: z.literal("error"),
          error: problem,
        }),
      ]),
    )
    .min(1)
    .max(MOST_OPERATIONS),
  truncated: z.boolean().optional(),
  truncation_reason: z.literal("output_budget").optional(),
});

export type FsOperation = z.output<typeof fsInput>["operations"][number];
export type FsEntry = z.output<typeof entry>;
export type FsResult = z.output<typeof result>;
export type FsProblem = z.output<typeof problem>;
export type FsItem = z.output<typeof fsOutput>["results"][number];

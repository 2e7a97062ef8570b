import type { FsProblem } from "./schema.ts";

/** What of `hf_fs` is rehearsed: what the lab's story asks of an organisation. */
export const REHEARSED = [
  "ls hf://models/OWNER --sort downloads --limit 5",
  "ls hf://models/OWNER/NAME",
  "cat hf://models/OWNER/NAME/README.md",
  "search hf://papers QUERY --limit 5",
  "cat hf://papers/ID/metadata.json",
  "cat hf://papers/ID/paper.md",
  "cat hf://README.md",
];

type Advice = Pick<FsProblem, "recovery" | "suggestedOperation">;

const RECOVERY = {
  HF_FS_INVALID_ARGUMENT: { recovery: "Correct the URI or the options, then call again." },
  HF_FS_NOT_FOUND: {
    recovery: "List its parent with ls before calling again.",
    suggestedOperation: "stat",
  },
  HF_FS_NOT_A_FILE: {
    recovery: "Use cat on files only; ls shows the files.",
    suggestedOperation: "stat",
  },
  HF_FS_UNSUPPORTED_OPERATION: {
    recovery: `Rehearsed are: ${REHEARSED.join("; ")}. Datasets and spaces are read like models.`,
  },
  HF_FS_ACCESS_DENIED: {
    recovery: "Send a Hugging Face token that may read this, or ask its owner for access.",
  },
  HF_FS_TEXT_ONLY: {
    recovery: "Read text files only; ls gives a binary file's size.",
    suggestedOperation: "stat",
  },
} satisfies Partial<Record<FsProblem["code"], Advice>>;

/**
 * A failure of one `hf_fs` operation that the real server classifies: the operations beside it
 * still answer. Anything else thrown discards the whole batch.
 */
export class FsError extends Error {
  override readonly name = "FsError" as const;
  readonly problem: FsProblem;

  constructor(code: keyof typeof RECOVERY, message: string) {
    super(message);
    this.problem = { code, message, retryable: false, ...RECOVERY[code] };
  }
}

/** A URI or an option that no server would take. */
export function invalid(what: string): FsError {
  return new FsError("HF_FS_INVALID_ARGUMENT", `EINVAL: ${what}`);
}

/** @param operation what the real server does and this one does not, such as `find hf://models/a` */
export function notRehearsed(operation: string): FsError {
  const message = `ENOTSUP: ${operation} is not rehearsed. A live run would ask the real Hub.`;
  return new FsError("HF_FS_UNSUPPORTED_OPERATION", message);
}

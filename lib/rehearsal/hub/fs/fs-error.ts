import type { FsProblem } from "./schema.ts";

type Code = FsProblem["code"];

const RECOVERY: Partial<Record<Code, Pick<FsProblem, "recovery" | "suggestedOperation">>> = {
  HF_FS_INVALID_ARGUMENT: { recovery: "Correct the URI or the options, then call again." },
  HF_FS_NOT_FOUND: {
    recovery: "Check the target with stat, or list its parent, before calling again.",
    suggestedOperation: "stat",
  },
  HF_FS_NOT_A_DIRECTORY: {
    recovery: "Use ls and find on directories only; stat tells what the target is.",
    suggestedOperation: "stat",
  },
  HF_FS_NOT_A_FILE: {
    recovery: "Use cat and attach on files only; ls shows the files.",
    suggestedOperation: "stat",
  },
  HF_FS_UNSUPPORTED_OPERATION: { recovery: "Use the operation that the message names." },
  HF_FS_ACCESS_DENIED: {
    recovery: "Send a Hugging Face token that may read this, or ask its owner for access.",
  },
  HF_FS_TEXT_ONLY: {
    recovery: "Read text files only; stat gives a binary file's size.",
    suggestedOperation: "stat",
  },
  HF_FS_UNSUPPORTED_MEDIA: {
    recovery: "Attach .jpg, .jpeg, .png or .webp files only.",
    suggestedOperation: "stat",
  },
};

/**
 * A failure of one `hf_fs` operation that the real server classifies: the operations beside it
 * still answer. Anything else thrown discards the whole batch.
 */
export class FsError extends Error {
  override readonly name = "FsError" as const;
  readonly problem: FsProblem;

  constructor(code: Code, message: string) {
    super(message);
    this.problem = { code, message, retryable: false, recovery: "", ...RECOVERY[code] };
  }
}

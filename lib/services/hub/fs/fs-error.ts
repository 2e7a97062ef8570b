import type { FsProblem } from "./schema.ts";

/** The classified failures that can happen here: no image is ever large, broken or switched off. */
type Code = Exclude<
  FsProblem["code"],
  | "HF_FS_IMAGE_TOO_LARGE"
  | "HF_FS_ATTACHMENT_BUDGET_EXCEEDED"
  | "HF_FS_IMAGE_CONTENT_DISABLED"
  | "HF_FS_ATTACHMENT_INTEGRITY"
>;

const RECOVERY: Record<Code, Pick<FsProblem, "recovery" | "suggestedOperation">> = {
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
  HF_FS_IMAGE_ONLY: { recovery: "Read a text file with cat.", suggestedOperation: "cat" },
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

  /** @param instead - the command that does what was asked for, where there is one */
  constructor(code: Code, message: string, instead?: FsProblem["suggestedOperation"]) {
    super(message);
    this.problem = {
      code,
      message,
      retryable: false,
      ...RECOVERY[code],
      ...(instead === undefined ? {} : { suggestedOperation: instead }),
    };
  }
}

import type { Database } from "./database.ts";

/** What a write returned, and whether this time it only returned what it had returned before. */
export interface RecordedReply {
  status: number;
  /** JSON text. */
  reply: string;
  replayed: boolean;
}

/** A key that was used before, for another write. */
export class KeyReusedError extends Error {
  override readonly name = "KeyReusedError" as const;
}

/**
 * Does a write once for each key. The write and the memory of it are one transaction: after a crash
 * either both are there or neither. A write that throws leaves no memory, so it may be tried again.
 * `fingerprint` identifies what is written. Throws KeyReusedError, and whatever `work` throws.
 */
export function oncePerKey(
  database: Database,
  key: string,
  fingerprint: string,
  work: () => { status: number; reply: string },
): RecordedReply {
  return database.transaction(() => {
    const known = database.get("SELECT * FROM idempotency_ledger WHERE key = ?", [key]);
    if (known !== undefined) {
      if (known.fingerprint !== fingerprint)
        throw new KeyReusedError("Key used for another write.");
      return { status: Number(known.status), reply: String(known.reply), replayed: true };
    }
    const { status, reply } = work();
    const row = [key, fingerprint, status, reply];
    database.run("INSERT INTO idempotency_ledger VALUES (?, ?, ?, ?)", row);
    return { status, reply, replayed: false };
  });
}

/** Makes the ids of replies: counted, not random, so that the same requests give the same output. */
export class Identifiers {
  readonly #counts = new Map<string, number>();

  /**
   * The next id with this prefix, such as `msg_rehearsal_0001`.
   * @param taken text in which the id must not occur: a conversation that another instance began
   */
  next(prefix: "msg" | "req" | "toolu" | "mcptoolu" | "srvtoolu", taken = ""): string {
    for (;;) {
      const count = (this.#counts.get(prefix) ?? 0) + 1;
      this.#counts.set(prefix, count);
      const id = `${prefix}_rehearsal_${String(count).padStart(4, "0")}`;
      if (!taken.includes(id)) return id;
    }
  }
}

/** The largest message that is read, in bytes; what is longer is passed over. */
export const LARGEST = 8_000_000;

/** {@link LARGEST} in words. */
export const LARGEST_WORDS: string = `${LARGEST / 1_000_000} MB`;

/** Puts chunks of bytes together to lines; a line that is too long is passed over as it comes. */
export class LineReader {
  #parts: Buffer[] = [];
  #length = 0;
  #skipping = false;
  readonly #onLine: (line: string) => void;
  readonly #onTooLarge: (limit: string) => void;

  constructor(onLine: (line: string) => void, onTooLarge: (limit: string) => void) {
    this.#onLine = onLine;
    this.#onTooLarge = onTooLarge;
  }

  push(chunk: Buffer): void {
    let start = 0;
    for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, start)) {
      this.#add(chunk.subarray(start, end));
      this.end();
      start = end + 1;
    }
    this.#add(chunk.subarray(start));
  }

  /** The line ends here, or all of it does. */
  end(): void {
    const line = Buffer.concat(this.#parts).toString("utf8");
    const isWhole = !this.#skipping;
    this.#parts = [];
    this.#length = 0;
    this.#skipping = false;
    if (isWhole && line !== "") this.#onLine(line);
  }

  #add(part: Buffer): void {
    if (this.#skipping) return;
    this.#length += part.length;
    if (this.#length <= LARGEST) {
      this.#parts.push(part);
      return;
    }
    this.#parts = [];
    this.#skipping = true;
    this.#onTooLarge(LARGEST_WORDS);
  }
}

import type { CellConverter } from "../notebook/run.ts";
import type { ConverterProcess } from "../notebook/converter.ts";
import type { Conversion } from "../notebook/process/messages.ts";

/** How much converted text is kept, in UTF-16 code units. */
const MAX_KEPT = 32_000_000;

/**
 * A converter that remembers: a cell's conversion depends on its source and the declarations before
 * it alone, and most cells of a class are the course's own.
 */
export class SharedConverter implements CellConverter {
  #converter: ConverterProcess;
  #kept = new Map<string, Conversion>();
  #size = 0;

  constructor(converter: ConverterProcess) {
    this.#converter = converter;
  }

  get ready(): Promise<unknown> {
    return this.#converter.ready;
  }

  get ended(): Promise<string> {
    return this.#converter.ended;
  }

  async convert(prevDecl: string, src: string): Promise<Conversion> {
    const key = `${prevDecl}\0${src}`;
    const known = this.#kept.get(key);
    if (known !== undefined) {
      // Last used, last forgotten.
      this.#kept.delete(key);
      this.#kept.set(key, known);
      return known;
    }
    const conversion = await this.#converter.convert(prevDecl, src);
    // A module, and what comes of one, is the notebook's own.
    const isOwn = conversion.status !== "converted" || conversion.result.sideOutputs !== undefined;
    if (!isOwn) this.#keep(key, conversion);
    return conversion;
  }

  #keep(key: string, conversion: Conversion): void {
    this.#kept.set(key, conversion);
    this.#size += sizeOf(key, conversion);
    for (const [oldest, old] of this.#kept) {
      if (this.#size <= MAX_KEPT) return;
      this.#kept.delete(oldest);
      this.#size -= sizeOf(oldest, old);
    }
  }
}

function sizeOf(key: string, conversion: Conversion): number {
  const { output = "", declOutput = "" } =
    conversion.status === "converted" ? conversion.result : {};
  return key.length + output.length + declOutput.length + 500;
}

import type { CellConverter } from "../notebook/run.ts";
import type { ConverterProcess } from "../notebook/converter.ts";
import type { Conversion } from "../notebook/process/messages.ts";

/** How much converted text is kept, in UTF-16 code units. */
const MAX_KEPT = 32_000_000;

/** A cell's conversion behind these declarations. */
export interface KnownConversion {
  prevDecl: string;
  src: string;
  conversion: Conversion;
}

/**
 * A converter that remembers: a cell's conversion depends on its source and the declarations before
 * it alone, and most cells of a class are the course's own.
 */
export class SharedConverter implements CellConverter {
  #converter: ConverterProcess;
  #known: ReadonlyMap<string, Conversion>;
  #kept = new Map<string, Conversion>();
  #size = 0;

  /** @param known what need not be converted, and is not forgotten */
  constructor(converter: ConverterProcess, known: readonly KnownConversion[]) {
    this.#converter = converter;
    this.#known = new Map(
      known.map(({ prevDecl, src, conversion }) => [keyOf(prevDecl, src), conversion]),
    );
  }

  get ready(): Promise<unknown> {
    return this.#converter.ready;
  }

  get ended(): Promise<string> {
    return this.#converter.ended;
  }

  async convert(prevDecl: string, src: string): Promise<Conversion> {
    const key = keyOf(prevDecl, src);
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const kept = this.#kept.get(key);
    if (kept !== undefined) {
      // Last used, last forgotten.
      this.#kept.delete(key);
      this.#kept.set(key, kept);
      return kept;
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

function keyOf(prevDecl: string, src: string): string {
  return `${prevDecl}\0${src}`;
}

function sizeOf(key: string, conversion: Conversion): number {
  const { output = "", declOutput = "" } =
    conversion.status === "converted" ? conversion.result : {};
  return key.length + output.length + declOutput.length + 500;
}

import type { StartProcess } from "./child.ts";
import { ConverterProcess } from "./converter.ts";
import type { Conversion } from "./process/messages.ts";

/** How much converted text is kept, in UTF-16 code units. */
const MAX_KEPT = 32_000_000;

/** A cell's conversion behind these declarations. */
export interface KnownConversion {
  prevDecl: string;
  src: string;
  conversion: Conversion;
}

/**
 * A converter that converts the same cell behind the same declarations once: such a conversion comes
 * out the same each time. A notebook that is run again after one edit has the edited cell converted,
 * and those that see other declarations because of it; of a class, most cells are the course's own. A
 * cell that makes or uses a module of its own is converted each time.
 */
export class RememberingConverter extends ConverterProcess {
  #known: ReadonlyMap<string, Conversion>;
  #kept = new Map<string, Conversion>();
  #size = 0;

  /** @param known what need not be converted, and is not forgotten */
  constructor(start: StartProcess, cwd: string, known: readonly KnownConversion[] = []) {
    super(start, cwd);
    this.#known = new Map(
      known.map(({ prevDecl, src, conversion }) => [keyOf(prevDecl, src), conversion]),
    );
  }

  override async convert(prevDecl: string, src: string): Promise<Conversion> {
    const key = keyOf(prevDecl, src);
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const conversion = this.#kept.get(key) ?? (await super.convert(prevDecl, src));
    if (conversion.status === "converted" && conversion.result.sideOutputs === undefined)
      this.#keep(key, conversion);
    return conversion;
  }

  #keep(key: string, conversion: Conversion): void {
    if (!this.#kept.delete(key)) this.#size += sizeOf(key, conversion);
    // Last used, last forgotten.
    this.#kept.set(key, conversion);
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

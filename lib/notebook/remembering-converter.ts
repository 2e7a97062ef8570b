import { ConverterProcess } from "./converter.ts";
import type { Conversion } from "./process/messages.ts";

/** How many conversions are kept; a lesson has about thirty. */
const MAX_KEPT = 2000;

const kept = new WeakMap<ConverterProcess, Map<string, Conversion>>();

/**
 * A converter that converts the same cell behind the same declarations once. Such a conversion comes
 * out the same each time, so a notebook that is run again after one edit converts the edited cell and
 * those that see other declarations because of it, and no other. A cell that makes or uses a module
 * of its own is converted anew each time.
 */
export class RememberingConverter extends ConverterProcess {
  override async convert(prevDecl: string, src: string): Promise<Conversion> {
    const conversions = kept.get(this) ?? new Map<string, Conversion>();
    kept.set(this, conversions);
    const key = JSON.stringify([prevDecl, src]);
    const known = src === "" ? undefined : conversions.get(key);
    if (known !== undefined) return known;
    const conversion = await super.convert(prevDecl, src);
    const isPlain =
      conversion.status === "converted" && conversion.result.sideOutputs === undefined;
    if (isPlain && conversions.size < MAX_KEPT) conversions.set(key, conversion);
    return conversion;
  }
}

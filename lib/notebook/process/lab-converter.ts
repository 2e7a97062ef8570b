import { kernelSource } from "../kernel-source.ts";
import { findKernelTraps, type KernelTrap } from "../kernel-traps.ts";
import { unlessTooDeep } from "../too-deep.ts";
import { explained } from "./diagnostics.ts";
import type { Diagnostic } from "./messages.ts";
import type { Converter } from "./tslab.ts";

/** What fails, or is lost, without a word from the compiler: such a cell is refused. */
const REFUSED: ReadonlySet<KernelTrap["rule"]> = new Set([
  "reserved-name",
  "import-meta",
  "module-variable",
  "namespace",
]);

/**
 * tslab's converter as the kernel, `run` and the grader have it: it gets each cell as `kernelSource`
 * writes it, and says what is wrong in the original's places, in few lines. A cell that it breaks off
 * at, as at types without end, leaves it unable to convert another one, perhaps somebody else's: then
 * `make` makes a new one, and what it threw is thrown.
 */
export function labConverter<Made extends Converter>(make: () => Made): Made {
  let converter = make();
  const attempt = <T>(work: () => T): T => {
    try {
      return work();
    } catch (error) {
      converter.close();
      converter = make();
      Object.assign(own, { ...converter, ...ours });
      throw error;
    }
  };
  const ours: Pick<Converter, "convert" | "addModule"> = {
    convert(prevDecl, src) {
      const { source, original } = kernelSource(src);
      const result = attempt(() => converter.convert(prevDecl, source));
      const traps = couldMatter(result.diagnostics, src)
        ? unlessTooDeep(
            src,
            () => findKernelTraps(src),
            () => [],
          )
        : [];
      const diagnostics = result.diagnostics.map((one) => placed(one, src, original));
      if (diagnostics.length > 0) return { ...result, diagnostics: explained(diagnostics, traps) };
      const refused = traps.filter(({ rule }) => REFUSED.has(rule));
      return refused.length === 0
        ? result
        : { diagnostics: refused.map((trap) => refusal(trap, src)) };
    },
    addModule(name, src, meta) {
      return explained(
        attempt(() => converter.addModule(name, src, meta)),
        [],
      );
    },
  };
  const own: Made = { ...converter, ...ours };
  return own;
}

/** Most cells have no error and not one of the words that the refused ones have. */
function couldMatter(diagnostics: readonly Diagnostic[], src: string): boolean {
  return (
    diagnostics.length > 0 ||
    /\b(?:exports|require|import\s*\.\s*meta|__dirname|__filename|module|namespace)\b/.test(src)
  );
}

function placed(
  diagnostic: Diagnostic,
  src: string,
  original: (offset: number) => number,
): Diagnostic {
  if (diagnostic.fileName !== undefined) return diagnostic;
  const { start, end } = diagnostic;
  return {
    ...diagnostic,
    start: placeAt(original(start.offset), src),
    end: placeAt(original(end.offset), src),
  };
}

function refusal({ at, message }: KernelTrap, src: string): Diagnostic {
  const [start, end] = [placeAt(at.start, src), placeAt(at.end, src)];
  return { start, end, messageText: message, category: 1, code: 0 };
}

function placeAt(offset: number, src: string): Diagnostic["start"] {
  const lines = src.slice(0, offset).split("\n");
  return { offset, line: lines.length - 1, character: lines.at(-1)?.length ?? 0 };
}

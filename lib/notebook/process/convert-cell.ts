import type { CodeMetadata, Conversion } from "./messages.ts";
import type { Converter } from "./tslab.ts";

export type CreateConverter<Made extends Converter = Converter> = (options: {
  isBrowser: boolean;
}) => Made;

/** The parts of tslab that convert a cell. */
interface Tslab<Made extends Converter> {
  createConverter: CreateConverter<Made>;
  getCodeMetadata: (src: string) => CodeMetadata;
}

/**
 * Converts cells with these parts, as `execute` of tslab/dist/executor.js does, up to where the converted
 * cell would run.
 */
export function cellConverter<Made extends Converter>({
  createConverter,
  getCodeMetadata,
}: Tslab<Made>): ((prevDecl: string, src: string) => Conversion) & { node: Made } {
  const node = createConverter({ isBrowser: false });
  let browser: Made | undefined;
  const convert = (prevDecl: string, src: string): Conversion => {
    const metadata = getCodeMetadata(src);
    try {
      if (metadata.module !== undefined) {
        if (metadata.mode === "browser") browser ??= createConverter({ isBrowser: true });
        const converter = metadata.mode === "browser" ? (browser ?? node) : node;
        const diagnostics = converter.addModule(metadata.module, src, metadata);
        return { status: "module", metadata, diagnostics };
      }
      if (metadata.mode === "browser") return { status: "skipped", metadata };
      const result = node.convert(prevDecl, src);
      return { status: "converted", metadata, prevDecl, result };
    } catch (error) {
      return { status: "thrown", metadata, message: String(error) };
    }
  };
  return Object.assign(convert, { node });
}

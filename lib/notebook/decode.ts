/** A text, and how it was written where that was not plain UTF-8. */
export interface Decoded {
  text: string;
  encoding?: string;
}

/** Tells a text's encoding by its bytes: a byte-order mark, zeros at every other place, or what is no UTF-8. */
export function decode(bytes: Uint8Array): Decoded {
  const [first, second, third] = bytes;
  if (first === 0xef && second === 0xbb && third === 0xbf)
    return { text: read(bytes, "utf-8"), encoding: "UTF-8 with a byte-order mark" };
  if (first === 0xff && second === 0xfe) return utf16(bytes, "utf-16le");
  if (first === 0xfe && second === 0xff) return utf16(bytes, "utf-16be");
  // A notebook starts with "{", and then a blank or a quote: one of two bytes is zero.
  if (first !== 0 && second === 0 && third !== 0) return utf16(bytes, "utf-16le");
  if (first === 0 && second !== 0 && third === 0) return utf16(bytes, "utf-16be");
  try {
    return { text: new TextDecoder("utf-8", { fatal: true }).decode(bytes) };
  } catch {
    return { text: read(bytes, "windows-1252"), encoding: "Windows-1252" };
  }
}

function utf16(bytes: Uint8Array, label: "utf-16le" | "utf-16be"): Decoded {
  return { text: read(bytes, label), encoding: "UTF-16" };
}

function read(bytes: Uint8Array, label: string): string {
  return new TextDecoder(label).decode(bytes);
}

/**
 * JSON as Python writes and reads it: a byte-order mark may be in front, and `NaN` and infinities,
 * which are read as null, may be among the numbers.
 *
 * @throws SyntaxError
 */
export function parsePythonJson(text: string): unknown {
  const json = text.replace(/^\uFEFF/, "");
  try {
    return JSON.parse(json);
  } catch (error) {
    let isQuoted = false;
    const plain = json.replaceAll(/\\.|"|-?\b(?:NaN|Infinity)\b/gs, (found) => {
      if (found === '"') isQuoted = !isQuoted;
      return isQuoted || found === '"' || found.startsWith("\\") ? found : "null";
    });
    if (plain === json) throw error;
    return JSON.parse(plain);
  }
}

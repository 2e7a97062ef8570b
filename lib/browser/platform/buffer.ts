/*
 * unenv's `node:buffer`, with the one encoding of Node's that it does not know.
 */
import { Buffer } from "unenv/runtime/node/buffer/index";

export * from "unenv/runtime/node/buffer/index";

const BASE64URL = "base64url";
/* oxlint-disable-next-line typescript/unbound-method -- called on what they belong to */
const { from, isEncoding } = Buffer;
const { toString } = Buffer.prototype;

Object.assign(Buffer, {
  // Its base64 takes both alphabets.
  from: (...words: unknown[]) => {
    const known = words.map((word, at) => (at === 1 && word === BASE64URL ? "base64" : word));
    return Reflect.apply(from, Buffer, known);
  },
  isEncoding: (name: string) => name === BASE64URL || isEncoding(name),
});

Buffer.prototype.toString = function text(
  this: Buffer,
  encoding?: BufferEncoding,
  ...range: number[]
) {
  if (encoding !== BASE64URL) return Reflect.apply(toString, this, [encoding, ...range]);
  const base64: string = Reflect.apply(toString, this, ["base64", ...range]);
  return base64.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
};

export { Buffer };
export default { Buffer };

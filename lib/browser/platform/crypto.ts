import { hmac } from "@noble/hashes/hmac.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { Buffer } from "node:buffer";

/*
 * What the library uses of `node:crypto`. The browser has digests that one has to wait for, and Node's
 * are at once; these are those of @noble/hashes.
 */

type Data = string | Uint8Array;
type Encoding = "hex" | "base64" | "base64url";

/** What @noble/hashes makes of an algorithm, before all is said to it. */
interface State {
  update(data: Uint8Array): unknown;
  digest(): Uint8Array;
  clone(): State;
}

class Digest {
  #state: State;

  constructor(state: State) {
    this.#state = state;
  }

  update(data: Data): this {
    this.#state.update(bytesOf(data));
    return this;
  }

  copy(): Digest {
    return new Digest(this.#state.clone());
  }

  digest(encoding?: Encoding): Buffer | string {
    const digest = Buffer.from(this.#state.digest());
    return encoding === undefined ? digest : digest.toString(encoding);
  }
}

const bytesOf = (data: Data): Uint8Array =>
  typeof data === "string" ? new TextEncoder().encode(data) : data;

function known(algorithm: string): typeof sha256 {
  if (algorithm === "sha256") return sha256;
  throw new Error(`The course in a browser has no ${algorithm}, only sha256.`);
}

export const createHash = (algorithm: string): Digest => new Digest(known(algorithm).create());

export const createHmac = (algorithm: string, key: Data): Digest =>
  new Digest(hmac.create(known(algorithm), bytesOf(key)));

export const hash = (algorithm: string, data: Data, encoding: Encoding | "buffer" = "hex") =>
  createHash(algorithm)
    .update(data)
    .digest(encoding === "buffer" ? undefined : encoding);

export const randomBytes = (size: number): Buffer =>
  Buffer.from(crypto.getRandomValues(new Uint8Array(size)));

export const randomFillSync = <Bytes extends Uint8Array<ArrayBuffer>>(bytes: Bytes): Bytes =>
  crypto.getRandomValues(bytes);

export const randomUUID = (): string => crypto.randomUUID();

/** As in Node, of equal length only; here there is nobody who could measure. */
export function timingSafeEqual(one: Uint8Array, other: Uint8Array): boolean {
  if (one.length !== other.length) {
    throw new RangeError("Input buffers must have the same byte length");
  }
  let difference = 0;
  for (const [index, byte] of one.entries()) difference |= byte ^ (other[index] ?? 0);
  return difference === 0;
}

export const webcrypto = crypto;
export const { subtle } = crypto;
export const getRandomValues: Crypto["getRandomValues"] = (array) => crypto.getRandomValues(array);

export default {
  createHash,
  createHmac,
  getRandomValues,
  hash,
  randomBytes,
  randomFillSync,
  randomUUID,
  subtle,
  timingSafeEqual,
  webcrypto,
};

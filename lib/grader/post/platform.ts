import { createPrivateKey, type KeyObject } from "node:crypto";
import { readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { z } from "zod";
import { safeParseJson } from "../../base/json.ts";
import { LabError } from "../../base/lab-error.ts";
import { safeAddress } from "../../base/safe-address.ts";

/** A course on a platform that takes scores, and who we are there. */
export interface Platform {
  /** Where access tokens are given. */
  tokenUrl: string;
  /** What the token service calls itself: an assertion for anybody else is refused. */
  audience: string;
  clientId: string;
  keyId: string;
  /** In a key object, which shows its key to nobody who prints it. */
  key: KeyObject;
  /** The line items of one course, as an LTI launch names them (`lineitems`). */
  lineItemsUrl: string;
}

const platformFile = z.strictObject({
  tokenUrl: z.string(),
  audience: z.string().min(1).optional(),
  clientId: z.string().min(1),
  keyId: z.string().min(1),
  keyFile: z.string().min(1),
  lineItemsUrl: z.string(),
});

/** Shorter ones are refused by most, and broken by some (RFC 7518, section 3.3). */
const SHORTEST_KEY = 2048;

/**
 * Reads who takes the scores. `keyFile` is looked for beside the file. What the files hold is in no
 * error: somebody may have put a key in the wrong one.
 *
 * @throws LabError `post-platform`, `post-address`, `post-key`
 */
export function readPlatform(path: string): Platform {
  const { keyFile, audience, ...rest } = parse(path);
  for (const field of ["tokenUrl", "lineItemsUrl"] as const) checkAddress(rest[field], field, path);
  return {
    ...rest,
    audience: audience ?? rest.tokenUrl,
    key: readKey(resolve(dirname(path), keyFile)),
  };
}

function parse(path: string): z.infer<typeof platformFile> {
  const text = read(path);
  if (text === undefined) throw platformError(path, "it cannot be read");
  const json = safeParseJson(text);
  if (json === undefined) throw platformError(path, "it is no JSON");
  const parsed = platformFile.safeParse(json);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const unknown = issue?.code === "unrecognized_keys" ? issue.keys : undefined;
  throw platformError(
    path,
    unknown === undefined
      ? `the field ${issue?.path.join(".") || "tokenUrl"} is missing, or no text`
      : `there is no field ${unknown.map((key) => JSON.stringify(key.slice(0, 30))).join(", ")} in it`,
  );
}

const platformError = (where: string, why: string): LabError =>
  new LabError("post-platform", {
    what: `This file names no platform: ${why}.`,
    where,
    remedy:
      "Write a JSON object with tokenUrl, clientId, keyId, keyFile, lineItemsUrl and, where the platform names one, audience.",
  });

function checkAddress(text: string, field: string, where: string): void {
  if (safeAddress(text)?.hash === "") return;
  throw new LabError("post-address", {
    what: `${field} is not an address that a token or an assertion may be sent to.`,
    where,
    remedy: "Use the https address that the platform names, without a user name.",
  });
}

function readKey(path: string): KeyObject {
  const text = read(path);
  if (text === undefined) throw keyError(path, "it cannot be read");
  let key: KeyObject;
  try {
    key = createPrivateKey(text);
  } catch {
    throw keyError(path, "it is no private key without a passphrase");
  }
  const bits = key.asymmetricKeyDetails?.modulusLength ?? 0;
  if (key.asymmetricKeyType === "rsa" && bits >= SHORTEST_KEY) return key;
  throw keyError(path, `it is no RSA key of ${SHORTEST_KEY} bits or more`);
}

const keyError = (where: string, why: string): LabError =>
  new LabError("post-key", {
    what: `The private key cannot be used: ${why}.`,
    where,
    remedy:
      "Name the PEM file of an RSA key; `openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -out key.pem` makes one. Give the platform its public half.",
  });

function read(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}

import { sign } from "node:crypto";
import type { Platform } from "./platform.ts";

/** How long an assertion may be used, in seconds; the framework names five minutes. */
const LIFE_S = 300;

/**
 * The signed JWT by which a tool shows who it is.
 *
 * Source: 1EdTech Security Framework 1.0, section 4.1.1; RFC 7523, section 3.
 * @param now Milliseconds since 1970.
 * @param jti New for each assertion: a platform may refuse to see one twice.
 */
export function clientAssertion(platform: Platform, now: number, jti: string): string {
  const { clientId, audience, keyId, key } = platform;
  const iat = Math.floor(now / 1000);
  const claims = { iss: clientId, sub: clientId, aud: audience, iat, exp: iat + LIFE_S, jti };
  const signed = `${encoded({ typ: "JWT", alg: "RS256", kid: keyId })}.${encoded(claims)}`;
  return `${signed}.${sign("RSA-SHA256", Buffer.from(signed), key).toString("base64url")}`;
}

const encoded = (json: object): string => Buffer.from(JSON.stringify(json)).toString("base64url");

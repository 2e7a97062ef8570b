import { randomUUID, sign } from "node:crypto";
import { z } from "zod";
import { LabError } from "../../base/lab-error.ts";
import type { ToolError } from "../../subjects/tool-errors/envelope.ts";
import type { Outcome } from "../../subjects/tool-errors/retry-loop.ts";
import { exchange, outcomeOf } from "./exchange.ts";
import type { Platform } from "./platform.ts";

const SCOPE = "https://purl.imsglobal.org/spec/lti-ags/scope/";
const SCOPES = ["lineitem", "score", "result.readonly"].map((name) => `${SCOPE}${name}`);
/** Without reading results a score can be posted; only a lost answer cannot be looked up. */
const NEEDED = SCOPES.slice(0, 2);

const tokenReply = z.object({
  access_token: z.string().min(1),
  expires_in: z.coerce.number().positive().default(3600),
  scope: z.string().optional(),
});

/**
 * Asks for a token, once: each try has an assertion of its own.
 *
 * Source: 1EdTech Security Framework 1.0, section 4.1.1.
 * @throws LabError `post-token`, `post-scope`
 */
export async function requestToken(
  platform: Platform,
  now: number,
): Promise<Outcome<z.infer<typeof tokenReply>>> {
  const assertion = clientAssertion(platform, now, randomUUID());
  const body = new URLSearchParams({
    grant_type: "client_credentials",
    client_assertion_type: "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
    client_assertion: assertion,
    scope: SCOPES.join(" "),
  });
  const headers = { accept: "application/json" };
  const exchanged = await exchange(platform.tokenUrl, { method: "POST", headers, body });
  const request = { method: "POST", url: platform.tokenUrl, shape: tokenReply } as const;
  // A second token does no harm.
  const outcome = outcomeOf(request, exchanged, { now, isWrite: false, secrets: [assertion] });
  if (outcome.status === "error") {
    if (outcome.error.retryable) return outcome;
    throw noToken(platform, outcome.error);
  }
  const { value } = outcome.value;
  const granted = value.scope?.split(/\s+/) ?? SCOPES;
  const missing = NEEDED.filter((scope) => !granted.includes(scope));
  if (missing.length === 0) return { status: "ok", value };
  throw new LabError("post-scope", {
    what: `The platform does not let this tool have ${missing.join(" and ")}.`,
    where: platform.tokenUrl,
    remedy: "Allow the tool to manage line items and to post scores, in the platform's settings.",
  });
}

const noToken = (platform: Platform, error: ToolError): LabError =>
  new LabError("post-token", {
    what: `The platform gives this tool no token: ${error.message}`,
    where: platform.tokenUrl,
    remedy:
      "Compare clientId, keyId, the key's public half and the audience with what the platform has, this machine's clock with the time, and allow the tool the three scopes of Assignment and Grade Services.",
  });

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

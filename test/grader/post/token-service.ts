import { randomUUID, verify } from "node:crypto";
import type { LtiPlatform } from "./lti-platform.ts";

const SCOPE = "https://purl.imsglobal.org/spec/lti-ags/scope/";
const ASSERTION = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
const LIFE_S = 3600;

export const CLIENT_ID = "10000000000007";
export const KEY_ID = "2026-11";

/** What a platform refuses. */
export class Refusal extends Error {
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** A platform's tokens: given for an assertion that holds, checked with each request. */
export interface TokenService {
  give(form: string, headers: Headers): Response;
  check(authorization: string, oneOf: readonly string[]): void;
  /** Ends all tokens before their time. */
  takeBack(): void;
}

/** Refuses what the 1EdTech Security Framework 1.0, section 4.1.1, and Canvas' `JwtValidator` refuse. */
export function openTokenService(platform: LtiPlatform, clock: () => number): TokenService {
  const used = new Set<string>();
  const granted = new Map<string, { scopes: string[]; until: number }>();

  function checkAssertion(assertion: string): void {
    const [header = "", payload = "", signature = ""] = assertion.split(".");
    const { alg, kid } = JSON.parse(Buffer.from(header, "base64url").toString());
    const signed = Buffer.from(`${header}.${payload}`);
    const mark = Buffer.from(signature, "base64url");
    const holds = verify("RSA-SHA256", signed, platform.options.publicKey, mark);
    if (alg !== "RS256" || kid !== KEY_ID || !holds)
      throw new Refusal(400, "JWS signature invalid.");
    const claims = JSON.parse(Buffer.from(payload, "base64url").toString());
    const now = clock() / 1000;
    if (claims.iss !== CLIENT_ID || claims.sub !== CLIENT_ID)
      throw new Refusal(400, "invalid_client");
    if (claims.aud !== platform.tokenUrl) throw new Refusal(400, "the 'aud' is invalid");
    if (claims.exp < now) throw new Refusal(400, "the JWT has expired");
    if (claims.iat < now - 300)
      throw new Refusal(400, "the 'iat' must be less than 300 seconds old");
    if (claims.iat > now + 30) throw new Refusal(400, "the 'iat' must not be in the future");
    if (used.has(claims.jti)) throw new Refusal(400, "the 'jti' is invalid");
    used.add(claims.jti);
  }

  return {
    give(text, headers) {
      const form = new URLSearchParams(text);
      const type = headers.get("content-type") ?? "";
      if (!type.startsWith("application/x-www-form-urlencoded"))
        throw new Refusal(400, "invalid_request");
      if (form.get("grant_type") !== "client_credentials")
        throw new Refusal(400, "unsupported_grant_type");
      if (form.get("client_assertion_type") !== ASSERTION)
        throw new Refusal(400, "invalid_request");
      checkAssertion(form.get("client_assertion") ?? "");
      const asked = (form.get("scope") ?? "").split(" ");
      const allowed = platform.options.scopes?.map((name) => `${SCOPE}${name}`) ?? asked;
      const scopes = asked.filter((scope) => allowed.includes(scope));
      if (scopes.length === 0) throw new Refusal(400, "invalid_scope");
      const token = `token-${randomUUID()}`;
      granted.set(token, { scopes, until: clock() + LIFE_S * 1000 });
      platform.tokens.add(token);
      const reply = { access_token: token, token_type: "Bearer", expires_in: LIFE_S };
      return Response.json({ ...reply, scope: scopes.join(" ") });
    },
    check(authorization, oneOf) {
      const has = granted.get(/^Bearer (.+)$/.exec(authorization)?.[1] ?? "");
      if (has === undefined || has.until < clock()) throw new Refusal(401, "Invalid access token");
      if (!oneOf.some((scope) => has.scopes.includes(`${SCOPE}${scope}`)))
        throw new Refusal(401, "Insufficient permissions");
    },
    takeBack: () => granted.clear(),
  };
}

import type { KeyObject } from "node:crypto";
import { z } from "zod";
import { type LoopbackServer, serveOnLoopback } from "../../../lib/services/crm/loopback.ts";
import { openTokenService, Refusal } from "./token-service.ts";

/*
 * A platform, written from 1EdTech's AGS 2.0 and Security Framework 1.0 and from what Canvas' and
 * Moodle's controllers refuse (read 2026-11-30). It knows nothing of the client that it is to try.
 */

/** What happens to a request in place of an answer; `lost`: it has its effect, and nobody hears. */
export type Fault = "429" | "403" | "502" | "503" | "cut" | "lost" | "token-gone" | "echo";

/** A request as the platform saw it. */
export interface Seen {
  method: string;
  path: string;
  /** How many came before it. */
  index: number;
}

export interface PlatformOptions {
  publicKey: KeyObject;
  /** Who is in the course. */
  users: readonly string[];
  clock?: () => number;
  words?: "canvas" | "moodle";
  pageSize?: number;
  /** The scopes that the tool may have, by the end of their names. */
  scopes?: readonly string[];
  fault?: (seen: Seen) => Fault | undefined;
  /** How long a 429 asks to wait, in seconds. */
  retryAfter?: number;
}

const lineItemBody = z.object({
  label: z.string().min(1),
  scoreMaximum: z.number().positive(),
  resourceId: z.string().optional(),
  tag: z.string().optional(),
});

const scoreBody = z.looseObject({
  userId: z.string(),
  timestamp: z.iso.datetime({ offset: true }),
  activityProgress: z.enum(["Initialized", "Started", "InProgress", "Submitted", "Completed"]),
  gradingProgress: z.enum(["NotReady", "Failed", "Pending", "PendingManual", "FullyGraded"]),
  scoreGiven: z.number().min(0).optional(),
  scoreMaximum: z.number().positive().optional(),
  comment: z.string().optional(),
});

type LineItem = z.infer<typeof lineItemBody> & { id: string };

/** A score that the platform took; each is an effect. */
type Taken = z.infer<typeof scoreBody> & { lineItem: string };

/** A platform on 127.0.0.1, and what happened on it. */
export interface LtiPlatform extends LoopbackServer {
  tokenUrl: string;
  lineItemsUrl: string;
  lineItems: LineItem[];
  taken: Taken[];
  seen: Seen[];
  tokens: Set<string>;
  /** Requests that came before a 429 had allowed it. */
  early: number;
  options: PlatformOptions;
}

/** All secrets that a request shows. */
async function echoOf(request: Request): Promise<string> {
  return `${request.headers.get("authorization")} ${await request.text()}`;
}

/** Starts a platform whose course is empty. */
export async function startPlatform(options: PlatformOptions): Promise<LtiPlatform> {
  const clock = options.clock ?? Date.now;
  let notBefore = 0;

  async function answer(request: Request): Promise<Response> {
    const { pathname } = new URL(request.url);
    const seen = { method: request.method, path: pathname, index: platform.seen.length };
    platform.seen.push(seen);
    if (clock() < notBefore) platform.early += 1;
    const fault = platform.options.fault?.(seen);
    if (fault === "cut") return Response.error();
    if (fault === "429") {
      const seconds = platform.options.retryAfter ?? 1;
      notBefore = clock() + seconds * 1000;
      return new Response(null, { status: 429, headers: { "retry-after": String(seconds) } });
    }
    if (fault === "403")
      return new Response("403 Forbidden (Rate Limit Exceeded)", { status: 403 });
    if (fault === "502" || fault === "503") return new Response(null, { status: Number(fault) });
    if (fault === "echo") return refuse(new Refusal(422, `No ${await echoOf(request)}`));
    if (fault === "token-gone") tokens.takeBack();
    const reply = await route(request, pathname).catch(refuse);
    return fault === "lost" ? Response.error() : reply;
  }

  async function route(request: Request, path: string): Promise<Response> {
    const url = new URL(request.url);
    if (path === "/token") return tokens.give(await request.text(), request.headers);
    // Moodle's line items carry a query that has to stay.
    if (url.searchParams.get("type_id") !== "3") throw new Refusal(404, "No such context");
    const base = "/course/5/line_items";
    const [, id, service] =
      /^\/course\/5\/line_items\/(\d+)(?:\/(scores|results))?$/.exec(path) ?? [];
    if (path === base && request.method === "GET") return list(request, url);
    if (path === base) return await make(request);
    const item = platform.lineItems.find((one) => new URL(one.id).pathname.endsWith(`/${id}`));
    if (item === undefined) throw new Refusal(404, "The specified resource does not exist.");
    if (service === "results") return results(request, url, item);
    return await score(request, item);
  }

  function allow({ headers }: Request, type: string, header: string, scopes: string[]): void {
    tokens.check(headers.get("authorization") ?? "", scopes);
    if (headers.get(header) !== type) throw new Refusal(400, "Unsupported content type");
  }

  function list(request: Request, url: URL): Response {
    allow(request, "application/vnd.ims.lis.v2.lineitemcontainer+json", "accept", ["lineitem"]);
    const wanted = url.searchParams.get("resource_id");
    const all = platform.lineItems.filter(({ resourceId }) => resourceId === wanted);
    const from = Number(url.searchParams.get("from") ?? 0);
    const size = options.pageSize ?? 10;
    const next = new URL(url);
    next.searchParams.set("from", String(from + size));
    const link = `<${url.href}>; rel="current", <${next.href}>; rel="next"`;
    return Response.json(all.slice(from, from + size), {
      headers: from + size < all.length ? { link } : {},
    });
  }

  async function make(request: Request): Promise<Response> {
    allow(request, "application/vnd.ims.lis.v2.lineitem+json", "content-type", ["lineitem"]);
    const body = lineItemBody.safeParse(await request.json());
    if (!body.success) throw new Refusal(400, "No label or Score Maximum");
    const id = `${platform.url}/course/5/line_items/${platform.lineItems.length + 1}?type_id=3`;
    platform.lineItems.push({ id, ...body.data });
    return Response.json({ id, ...body.data }, { status: 201 });
  }

  async function score(request: Request, item: LineItem): Promise<Response> {
    allow(request, "application/vnd.ims.lis.v1.score+json", "content-type", ["score"]);
    const isMoodle = options.words === "moodle";
    const parsed = scoreBody.safeParse(await request.json());
    if (!parsed.success) throw new Refusal(400, "Incorrect score received");
    const { userId, timestamp, scoreGiven, scoreMaximum } = parsed.data;
    if (!options.users.includes(userId))
      throw new Refusal(isMoodle ? 400 : 422, "User not found in course or is not a student");
    if (scoreGiven !== undefined && scoreMaximum === undefined)
      throw new Refusal(422, "ScoreMaximum not supplied when ScoreGiven present.");
    const before = lastOf(item, userId);
    const [last, now] = [before?.timestamp ?? "", timestamp].map((one) => Date.parse(one));
    // Moodle compares whole seconds.
    const isLate = isMoodle
      ? Math.floor(Number(last) / 1000) >= Math.floor(Number(now) / 1000)
      : Number(last) > Number(now);
    if (isLate) throw new Refusal(isMoodle ? 409 : 400, "Refusing score with an earlier timestamp");
    platform.taken.push({ ...parsed.data, lineItem: item.id });
    return isMoodle ? new Response("") : Response.json({ resultUrl: `${item.id}/results/1` });
  }

  const lastOf = (item: LineItem, user: string): Taken | undefined =>
    platform.taken.findLast(({ lineItem, userId }) => lineItem === item.id && userId === user);

  function results(request: Request, url: URL, item: LineItem): Response {
    const type = "application/vnd.ims.lis.v2.resultcontainer+json";
    allow(request, type, "accept", ["result.readonly"]);
    const user = url.searchParams.get("user_id") ?? "";
    const last = lastOf(item, user);
    // Moodle shows no result for a zero.
    const isShown = options.words !== "moodle" || last?.scoreGiven !== 0;
    if (last?.scoreGiven === undefined || !isShown) return Response.json([]);
    const resultScore = (last.scoreGiven / (last.scoreMaximum ?? 1)) * item.scoreMaximum;
    const { scoreMaximum: resultMaximum } = item;
    return Response.json([{ userId: user, resultScore, resultMaximum, comment: last.comment }]);
  }

  function refuse(error: unknown): Response {
    if (!(error instanceof Refusal)) throw error;
    const { status, message } = error;
    if (platform.seen.at(-1)?.path === "/token")
      return Response.json({ error: "invalid_client", error_description: message }, { status });
    return options.words === "moodle"
      ? Response.json({ status, reason: message }, { status })
      : Response.json({ errors: { type: "refused", message } }, { status });
  }

  const server = await serveOnLoopback(answer);
  const platform: LtiPlatform = {
    ...server,
    tokenUrl: `${server.url}/token`,
    lineItemsUrl: `${server.url}/course/5/line_items?type_id=3`,
    lineItems: [],
    taken: [],
    seen: [],
    tokens: new Set(),
    early: 0,
    options,
  };
  const tokens = openTokenService(platform, clock);
  return platform;
}

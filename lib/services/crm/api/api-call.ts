/** What the REST API is asked, as plain data: the same whether it came over HTTP or from this process. */
export interface ApiCall {
  method: string;
  /** Path with /v1 in front, its segments still escaped. */
  path: string;
  /** Query parameters; the last one counts where a name is repeated. */
  query: Record<string, string>;
  /** The key that the caller shows; empty for none. */
  apiKey: string;
  idempotencyKey: string | undefined;
  /** Reads the JSON body, once it is known that the caller may write. Throws ApiError. */
  readBody: () => Promise<unknown>;
  /** Aborts when the caller gives up. */
  signal: AbortSignal;
}

/** What the REST API answers. */
export interface ApiReply {
  /** HTTP status; 0 for a connection that ended without a reply. */
  status: number;
  /** A JSON value. */
  body: unknown;
  /** Only half of the body's text arrives. */
  cut?: true;
  /** Names in lower case. */
  headers: Record<string, string>;
}

/** The REST API as a function; it listens nowhere. */
export type CrmApi = (call: ApiCall) => Promise<ApiReply>;

/** A reply with status 200. */
export const ok = (body: unknown): ApiReply => ({ status: 200, body, headers: {} });

/** A connection that ended without a reply. */
export const noReply = (): ApiReply => ({ status: 0, body: undefined, headers: {} });

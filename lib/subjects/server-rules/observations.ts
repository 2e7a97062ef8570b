import type { Era } from "../../wire/era.ts";

/** What came back for one request. */
export type Reply =
  | { status: "result"; result: unknown }
  | { status: "error"; code: number; message: string; data?: unknown }
  | { status: "none"; why: "timeout" | "ended" | "too-large" | "unreadable"; detail: string }
  | { status: "http"; code: number; challenge: string | null; detail: string };

/** What came of asking for a list, page after page. */
export interface Listing {
  /** The reply to the first page. */
  first: Reply;
  items: unknown[];
  pages: number;
  /**
   * How it ended: as it should; with an empty cursor; with one that came before; with no end in sight;
   * with a page that did not come.
   */
  end: "done" | "empty" | "loop" | "endless" | "broken";
}

export type ListName = "tools" | "resources" | "templates" | "prompts";

/** A call of a tool. */
export interface ToolCall {
  tool: string;
  /** `fitting`: by the tool's schema; `wrong`: one value has the wrong type. */
  kind: "fitting" | "wrong";
  arguments: Record<string, unknown>;
  /** The argument that has the wrong type. */
  wrong?: string;
  reply: Reply;
  /** Why `structuredContent` does not match `outputSchema`; absent where it does, or one is missing. */
  mismatch?: string;
}

/** What showed of a server's HTTP side. */
export interface HttpSide {
  /** Whether a request of another Host, of another Origin, or of both got a result; absent: not loopback. */
  takesForeign?: { host: boolean; origin: boolean; both: boolean };
  /** This machine's other addresses at which the same port answers. */
  reachableAt: string[];
  /** Whether GET for a stream got the head of an answer in time. */
  streamAnswers: boolean;
}

/** All that was seen of a server. Plain data: {@link findingsOf} decides by it alone. */
export interface Observations {
  transport: "stdio" | "http";
  /** The server's name in a host's config, as far as it can be known: its own name. */
  server: string;
  /** The replies to `server/discover` (2026-07-28) and to `initialize` (2025-11-25). */
  opening: Record<Era, Reply>;
  /** Stdio: whether the process was gone after `server/discover`, though not after `initialize`. */
  diesOnDiscover: boolean;
  /** The official client's complaint, by the era in which it connected and listed. */
  sdk: Partial<Record<Era, string>>;
  /** The era in which the rest was asked; undefined where nothing could be. */
  era?: Era | undefined;
  lists: Partial<Record<ListName, Listing>>;
  calls: ToolCall[];
  /** The first few resources, read. */
  reads: { uri: string; reply: Reply }[];
  /** A tool and a resource that nobody has. */
  unknownTool?: Reply;
  unknownResource?: Reply;
  /** Stdio: lines on stdout that are no messages: how many, and the first of them. */
  noise: { lines: number; first: string };
  http?: HttpSide;
}

import { ProtocolError } from "@modelcontextprotocol/client";
import { NO_REPLY, type Reply } from "./server-view.judge.ts";
import { toJson } from "../../wire/error-json.ts";

/** How a request to an MCP server ended. */
export async function replyTo(request: Promise<unknown>): Promise<Reply> {
  try {
    return { status: "result", result: toJson(await request) ?? null };
  } catch (error) {
    const { message } = error instanceof Error ? error : new Error(String(error));
    const known = error instanceof ProtocolError ? error : { code: NO_REPLY, data: undefined };
    return { status: "error", code: known.code, message, data: toJson(known.data) ?? null };
  }
}

/** More pages than any listing here has. */
const MOST_PAGES = 50;

/**
 * The pages of a listing that a host gets to see: it follows the cursors, and an empty one is the end
 * for it, as for Claude Code 2.1.332 (run on 2026-11-29).
 */
export async function pagesForHost<Page extends { nextCursor?: string | undefined }>(
  ask: (params: { cursor?: string }) => Promise<Page>,
): Promise<Page[]> {
  const pages = [await ask({})];
  while (pages.length < MOST_PAGES) {
    const cursor = pages.at(-1)?.nextCursor;
    if (cursor === undefined || cursor === "") break;
    pages.push(await ask({ cursor }));
  }
  return pages;
}

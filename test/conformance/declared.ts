import { CLIENT_CAPABILITIES_META_KEY, type ServerContext } from "@modelcontextprotocol/server";
import { z } from "zod";

const envelope = z.looseObject({ [CLIENT_CAPABILITIES_META_KEY]: z.looseObject({}).optional() });

/** What the client of a 2026-07-28 request says that it can do. */
export function declaredBy(context: ServerContext): object {
  return envelope.parse(context.mcpReq.envelope ?? {})[CLIENT_CAPABILITIES_META_KEY] ?? {};
}

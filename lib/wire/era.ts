import type { Client } from "@modelcontextprotocol/client";

/** The protocol eras of MCP: 2026-07-28, or the revisions that open with `initialize`. */
export type Era = "modern" | "legacy";

/** An MCP client of one era, of the copy of the SDK that is given, not yet connected. */
export function newClient(SdkClient: typeof Client, name: string, era: Era): Client {
  return new SdkClient(
    { name, version: "1.0.0" },
    { versionNegotiation: { mode: era === "modern" ? { pin: "2026-07-28" } : "legacy" } },
  );
}

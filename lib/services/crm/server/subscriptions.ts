import type { McpServer, ServerEventBus } from "@modelcontextprotocol/server";

/** How many URIs one connection may subscribe to. */
const MAX_URIS = 1000;

/**
 * Lets a connection that lasts hear of changed resources. 2025 revisions subscribe by URI, so the
 * URIs are kept here; in 2026-07-28 the SDK's entry filters what each `subscriptions/listen` asked
 * for. Over HTTP in that revision no server lasts: there the handler itself listens to `changes`.
 */
export function deliverChanges(
  server: McpServer,
  changes: ServerEventBus,
  era: "legacy" | "modern",
): void {
  const wanted = new Set<string>();
  if (era === "legacy") {
    server.server.setRequestHandler("resources/subscribe", ({ params }) => {
      if (wanted.size < MAX_URIS) wanted.add(params.uri);
      return {};
    });
    server.server.setRequestHandler("resources/unsubscribe", ({ params }) => {
      wanted.delete(params.uri);
      return {};
    });
  }
  const stop = changes.subscribe((event) => {
    if (event.kind !== "resource_updated") return;
    if (era === "legacy" && !wanted.has(event.uri)) return;
    // A connection that is just closing cannot be told any more.
    server.server.sendResourceUpdated({ uri: event.uri }).catch(() => {});
  });
  const before = server.server.onclose;
  // oxlint-disable-next-line unicorn/prefer-add-event-listener -- no event target
  server.server.onclose = () => {
    stop();
    before?.();
  };
}

import {
  type JSONRPCRequest,
  type McpServer,
  ProtocolError,
  ProtocolErrorCode,
  Server,
  type ServerContext,
} from "@modelcontextprotocol/server";

type Handler = (request: JSONRPCRequest, context: ServerContext) => Promise<object>;

/** Reaches the handlers that the SDK set; it offers them to classes derived from its own only. */
class Reach extends Server {
  static handlerOf(server: Reach, method: string): Handler | undefined {
    // oxlint-disable-next-line no-underscore-dangle -- so the SDK names what it leaves to derived classes
    return server._getRequestHandler(method);
  }
}

/**
 * Makes the lists of tools and prompts, which the SDK sends whole, refuse every cursor with -32602, as
 * the specification asks for a cursor that the server did not give (server/utilities/pagination). The
 * SDK ignores it. Call it once all are registered; tools registered later are listed all the same.
 */
export function refuseCursors(server: McpServer): void {
  for (const method of ["tools/list", "prompts/list"] as const) {
    const whole = Reach.handlerOf(server.server, method);
    if (whole === undefined) continue;
    // The SDK's type wants to see the list itself, which only it can make.
    // oxlint-disable-next-line typescript/unbound-method -- applied to its own object
    Reflect.apply(server.server.setRequestHandler, server.server, [
      method,
      (request: JSONRPCRequest, context: ServerContext) => {
        if (request.params?.cursor === undefined) return whole(request, context);
        const message = "The cursor is not valid for this list: it comes in one page.";
        throw new ProtocolError(ProtocolErrorCode.InvalidParams, message);
      },
    ]);
  }
}

import type { BetaMCPToolListingBlock } from "@anthropic-ai/sdk/resources/beta/messages/messages";
import { invalid, ownWording } from "./api-error.ts";
import { type ConnectorOptions, McpServer, type ServerTool } from "./connector.ts";
import type { PendingCall } from "./pairs.ts";
import { composedName, howToAllow, mayBeCalled, type OfferedTool } from "./offered-tool.ts";
import type {
  ListedTool,
  MessagesRequest,
  SearchTool,
  ToolChoice,
  Toolset,
} from "./request-types.ts";
import { referredTools } from "./tool-search.ts";
import { configureTools } from "./toolset.ts";
import { searchToolOf, toolsetsOf } from "./validation.ts";

const MOST_TOOLS = 10_000;
const MOST_DEFINITION_BYTES = 4_000_000;

/** How servers are reached, and what may be called. */
export interface OfferOptions extends ConnectorOptions {
  /** Whether a tool is known to only read although no server says so, such as one that a caller runs. */
  onlyReads?: ((tool: OfferedTool) => boolean) | undefined;
  /** Names of tools that may be called although they are not known to only read. */
  allowTools?: readonly string[] | undefined;
  /**
   * What servers listed before, by address: a listing that is pinned or sent back holds no
   * annotations.
   */
  listed?: Map<string, readonly ServerTool[]> | undefined;
}

/** The tools of a request, and the way to their servers. */
export interface Offer {
  /** What may be called: enabled, and not deferred or found before. */
  tools: OfferedTool[];
  /** What a search may find. */
  deferred: OfferedTool[];
  search: SearchTool | undefined;
  /** One for each server that was asked for its tools; nothing without the newer beta. */
  listings: BetaMCPToolListingBlock[];
  servers: ReadonlyMap<string, McpServer>;
  /** Ends all connections. */
  close: () => Promise<void>;
}

/**
 * Asks the MCP servers for their tools, unless a listing is pinned or was sent back, and applies
 * the toolsets.
 * @param listing whether the reply begins with the listings (mcp-client-2026-09-15)
 * @param signal ends what is under way when the caller has left
 * @throws ApiError 400 when a server fails, or the tools break a rule that only shows now
 */
export async function openOffer(
  request: MessagesRequest,
  listing: boolean,
  options: OfferOptions,
  signal: AbortSignal,
): Promise<Offer> {
  const servers = new Map(
    request.mcp_servers.map((entry) => [entry.name, new McpServer(entry, options, signal)]),
  );
  const addresses = new Map(request.mcp_servers.map(({ name, url }) => [name, url]));
  const close = async (): Promise<void> => {
    await Promise.all([...servers.values()].map((server) => server.close()));
  };
  try {
    const listings: BetaMCPToolListingBlock[] = [];
    const custom = request.tools.filter((tool) => tool.type === "custom");
    const offered: (OfferedTool & { deferred: boolean })[] = custom.map((tool) => ({
      server: undefined,
      name: tool.name,
      description: tool.description ?? "",
      schema: tool.input_schema,
      deferred: tool.defer_loading ?? false,
    }));
    for (const toolset of toolsetsOf(request)) {
      const name = toolset.mcp_server_name;
      const known = toolset.tools ?? (listing ? listingSent(request, name) : undefined);
      const address = addresses.get(name) ?? "";
      const tools =
        known === undefined
          ? ((await servers.get(name)?.list()) ?? [])
          : withAnnotations(known, options.listed?.get(address) ?? []);
      if (known === undefined) options.listed?.set(address, tools);
      if (known === undefined && listing) listings.push(listingBlock(name, tools));
      offered.push(...offeredTools(toolset, tools));
    }
    const search = searchToolOf(request);
    checkTogether(offered, search, listing);
    const found = new Set(referredTools(request.messages, offered));
    const open = (tool: (typeof offered)[number]): boolean => !tool.deferred || found.has(tool);
    return {
      tools: offered.filter(open),
      deferred: offered.filter((tool) => !open(tool)),
      search,
      listings,
      servers,
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** The offer, whose tools say what is known or allowed beside their servers' annotations. */
export function withPermissions(offer: Offer, { onlyReads, allowTools = [] }: OfferOptions): Offer {
  const permitted = (tool: OfferedTool): OfferedTool => ({
    ...tool,
    readOnly: tool.readOnly ?? (onlyReads?.(tool) === true || undefined),
    allowed: [tool.name, composedName(tool)].some((name) => allowTools.includes(name)),
  });
  return {
    ...offer,
    tools: offer.tools.map(permitted),
    deferred: offer.deferred.map(permitted),
  };
}

/**
 * The tool that `tool_choice` forces. An MCP tool goes by `server_name`, the name that the API
 * composes for it.
 * @throws ApiError 400 when it names a tool that is not offered
 */
export function forcedTool(
  choice: ToolChoice | undefined,
  tools: readonly OfferedTool[],
): OfferedTool | "any" | undefined {
  if (choice?.type === "any") return "any";
  if (choice?.type !== "tool") return undefined;
  const tool = tools.find((one) => composedName(one) === choice.name);
  if (tool === undefined) {
    throw invalid(`Tool '${(choice.name ?? "").slice(0, 120)}' not found in provided tools`);
  }
  return tool;
}

/**
 * Checks that `any` leaves something to choose: the API never answers it without a call.
 * @throws ApiError 400 where no tool that is offered may be called
 */
export function checkChoice(
  forced: OfferedTool | "any" | undefined,
  tools: readonly OfferedTool[],
): void {
  const [first] = tools;
  if (forced !== "any" || first === undefined || tools.some(mayBeCalled)) return;
  throw invalid(
    ownWording(`tool_choice: I would call ${first.name.slice(0, 120)} here. ${howToAllow(first)}`),
  );
}

/**
 * Checks that calls of an earlier reply that still wait can be run: their tools must be offered, and
 * may be called.
 * @throws ApiError 400 on one that is not
 */
export function checkPending(pending: readonly PendingCall[], tools: readonly OfferedTool[]): void {
  for (const { id, name, server_name: server } of pending) {
    const tool = tools.find((one) => one.server === server && one.name === name);
    if (tool !== undefined && mayBeCalled(tool)) continue;
    if (tool !== undefined) {
      throw invalid(
        ownWording(`messages: mcp_tool_use ${id.slice(0, 80)} was not run. ${howToAllow(tool)}`),
      );
    }
    throw invalid(
      ownWording(
        `messages: mcp_tool_use ${id.slice(0, 80)} waits for the tool '${name.slice(0, 120)}', ` +
          "which this request does not offer.",
      ),
    );
  }
}

/** The listing of an earlier reply that came back with the conversation; the last one holds. */
function listingSent(request: MessagesRequest, server: string): ListedTool[] | undefined {
  return request.messages
    .flatMap((message) => message.content)
    .filter((block) => block.type === "mcp_tool_listing")
    .findLast((block) => block.mcp_server_name === server)?.tools;
}

function listingBlock(server: string, tools: readonly ListedTool[]): BetaMCPToolListingBlock {
  return {
    type: "mcp_tool_listing",
    mcp_server_name: server,
    tools: tools.map(({ name, description, input_schema }) => ({
      name,
      ...(typeof description === "string" ? { description } : {}),
      input_schema,
    })),
  };
}

function offeredTools(
  toolset: Toolset,
  listing: readonly ServerTool[],
): (OfferedTool & { deferred: boolean })[] {
  const enabled = configureTools(toolset, listing).filter((tool) => tool.enabled);
  if ((toolset.cache_control ?? null) !== null && enabled.at(-1)?.deferred === true) {
    throw invalid(
      ownWording(
        `tools: cache_control of the toolset '${toolset.mcp_server_name.slice(0, 120)}' falls on ` +
          "its last tool, and a deferred tool cannot carry it.",
      ),
    );
  }
  return enabled.map(({ tool, deferred }) => ({
    server: toolset.mcp_server_name,
    name: tool.name,
    description: tool.description ?? "",
    schema: tool.input_schema,
    readOnly: tool.readOnly,
    destructive: tool.destructive,
    deferred,
  }));
}

/** A listing without annotations, with those that its server gave when it was asked last. */
function withAnnotations(
  tools: readonly ListedTool[],
  listed: readonly ServerTool[],
): ServerTool[] {
  return tools.map((tool) => {
    const before = listed.find(({ name }) => name === tool.name);
    return { ...tool, readOnly: before?.readOnly, destructive: before?.destructive };
  });
}

function checkTogether(
  tools: readonly (OfferedTool & { deferred: boolean })[],
  search: SearchTool | undefined,
  listing: boolean,
): void {
  const searches = search !== undefined && search.defer_loading !== true;
  if (tools.length > 0 && !searches && tools.every(({ deferred }) => deferred)) {
    throw invalid("At least one tool must have defer_loading=false. All tools cannot be deferred.");
  }
  const names = new Set<string>();
  for (const tool of tools) {
    if (names.has(composedName(tool))) {
      throw invalid(
        ownWording(`tools: more than one tool is called '${composedName(tool).slice(0, 120)}'.`),
        { error_code: "tool_name_conflict" },
      );
    }
    names.add(composedName(tool));
  }
  if (
    listing &&
    (tools.length > MOST_TOOLS || JSON.stringify(tools).length > MOST_DEFINITION_BYTES)
  ) {
    throw invalid(ownWording("tools: more than 10,000 tools, or more than 4 MB of definitions."), {
      error_code: "available_tools_limit_exceeded",
    });
  }
}

import { ApiError, invalid, ownWording } from "./api-error.ts";

/** The beta that carries `mcp_servers` and `mcp_toolset`, and its successor with listing blocks. */
export const MCP_BETA = "mcp-client-2025-11-20";
export const MCP_LISTING_BETA = "mcp-client-2026-09-15";
const MCP_OLD_BETA = "mcp-client-2025-04-04";

/** Open what their names say; the other betas here open nothing that is rehearsed. */
const OUTPUT_BETAS = ["mid-conversation-output-config-2026-07-01", "per-turn-control-2026-07-01"];
const CONTEXT_BETA = "context-management-2025-06-27";
const BINDING_BETA = "thinking-binding-controls-2026-08-01";
const CLEAR_AT_BETA = "mid-conversation-system-clear-at-2026-08-21";

/**
 * Beta values the API knows: those that @anthropic-ai/sdk 1.14 names or sends, and those that Claude
 * Code 2.1 sends. Knowing one does not mean the rehearsal implements it: fields that need it
 * are still refused by name.
 */
const KNOWN_BETAS: ReadonlySet<string> = new Set(
  `admin-user-sign-out-2026-10-08 advanced-tool-use-2025-11-20 advisor-tool-2026-03-01
  agent-memory-2026-07-22 analytics-usage-cost-2026-08-24 cache-diagnosis-2026-04-07
  ce-claude-code-managed-settings-2026-10-06 ce-plugins-2026-09-01
  ce-user-management-2026-07-13 claude-code-20250219 code-execution-2025-05-22
  compact-2026-01-12 compact-2026-09-04 computer-use-2024-10-22 computer-use-2025-01-24
  computer-use-2025-11-24 context-1m-2025-08-07 context-management-2025-06-27
  dev-full-thinking-2025-05-14 dreaming-2026-04-21 effort-2025-11-24 efs-2026-10-01
  experimental-claude-tag-2026-10-21 extended-cache-ttl-2025-04-11 fallback-credit-2026-06-01
  fallback-credit-2026-07-01 fast-mode-2026-02-01 files-api-2025-04-14
  fine-grained-tool-streaming-2025-05-14 google-managed-data-controls-2026-09-01
  inline-tools-2026-09-15 interleaved-thinking-2025-05-14 managed-agents-2026-04-01
  mcp-tunnels-2026-06-22 message-batches-2024-09-24 message-threads-2026-08-12
  mid-conversation-output-config-2026-07-01 mid-conversation-system-clear-at-2026-08-21
  mid-conversation-tool-changes-2026-07-01 model-context-window-exceeded-2025-08-26
  oauth-2025-04-20 oidc-federation-2026-04-01 output-128k-2025-02-19 output-300k-2026-03-24
  pdfs-2024-09-25 per-turn-control-2026-07-01 prompt-caching-2024-07-31
  server-side-fallback-2026-06-01 server-side-fallback-2026-07-01 skills-2025-10-02
  spend-limit-reads-2026-09-26 structured-outputs-2025-11-13 structured-outputs-2025-12-15
  task-budgets-2026-03-13 telemetry-destinations-2026-08-11
  thinking-binding-controls-2026-08-01 thinking-display-updates-2026-08-18
  thinking-token-count-2026-05-13 token-counting-2024-11-01 token-efficient-tools-2025-02-19
  user-profiles-2026-03-24 user-profiles-2026-08-18 user-profiles-2026-09-04
  user-profiles-billing-2026-10-01 webhooks-2026-10-07`.split(/\s+/),
)
  .add(MCP_BETA)
  .add(MCP_LISTING_BETA)
  .add(MCP_OLD_BETA);

/** What the headers say about how to read the body. */
export interface RequestHeaders {
  /** API version; 2026-10-21 no longer takes the sampling parameters. */
  version: "2023-06-01" | "2026-10-21";
  /** Either connector beta was sent. */
  mcp: boolean;
  /** The connector beta with listing blocks and pinned tools was sent. */
  listing: boolean;
  /** The betas that open `context_management` and `thinking.block_binding` were sent. */
  contextManagement: boolean;
  binding: boolean;
  /** The betas that open `clear_at` and `output_config` of a system message were sent. */
  clearAt: boolean;
  effortWithin: boolean;
}

/** Headers that the API documents and the rehearsal does not implement. */
const NOT_REHEARSED = ["anthropic-user-profile-id", "anthropic-workspace-id"];

/**
 * Reads and checks the headers of an API request.
 * @throws ApiError 401 without a key, 400 on a missing or unknown version or beta
 */
export function readHeaders(headers: Headers): RequestHeaders {
  checkKey(headers);
  const version = headers.get("anthropic-version");
  if (version === null || version === "") throw invalid("anthropic-version: header is required");
  if (version !== "2023-06-01" && version !== "2026-10-21") {
    throw invalid(ownWording(`anthropic-version: "${clip(version)}" is not a known version.`));
  }
  const unrehearsed = NOT_REHEARSED.find((name) => headers.has(name));
  if (unrehearsed !== undefined) {
    throw invalid(ownWording(`${unrehearsed}: this header is not rehearsed.`));
  }
  const betas = readBetas(headers);
  return {
    version,
    mcp: betas.has(MCP_BETA) || betas.has(MCP_LISTING_BETA),
    listing: betas.has(MCP_LISTING_BETA),
    contextManagement: betas.has(CONTEXT_BETA),
    binding: betas.has(BINDING_BETA),
    clearAt: betas.has(CLEAR_AT_BETA),
    effortWithin: OUTPUT_BETAS.some((beta) => betas.has(beta)),
  };
}

function checkKey(headers: Headers): void {
  const bearer = /^Bearer +\S/i.test(headers.get("authorization") ?? "");
  if ((headers.get("x-api-key") ?? "").trim() === "" && !bearer) {
    throw new ApiError(
      401,
      ownWording("Send a key in the x-api-key header or as Authorization: Bearer."),
    );
  }
}

function readBetas(headers: Headers): Set<string> {
  const values = (headers.get("anthropic-beta") ?? "").split(",").map((value) => value.trim());
  const betas = new Set(values.filter((value) => value !== ""));
  const unknown = [...betas].filter((value) => !KNOWN_BETAS.has(value));
  if (unknown.length > 0) {
    throw invalid(
      `Unexpected value(s) ${unknown.map((value) => `\`${clip(value)}\``).join(", ")} for the ` +
        "`anthropic-beta` header. Please consult our documentation at platform.claude.com/docs " +
        "or try again without the header.",
    );
  }
  if (betas.has(MCP_OLD_BETA)) {
    throw invalid(
      ownWording(
        `${MCP_OLD_BETA} is deprecated and not rehearsed: send ${MCP_BETA}, and move ` +
          "`tool_configuration` of each server into an mcp_toolset entry of `tools`.",
      ),
    );
  }
  return betas;
}

function clip(text: string): string {
  return text.slice(0, 80);
}

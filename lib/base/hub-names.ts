/** Where the real Hub's MCP server is, and for which the rehearsal Hub answers. */
export const HUB_URL = "https://huggingface.co/mcp";

/** A server's address however it is written: without capitals, a last slash and a query. */
export function addressOf({ protocol, hostname, port, pathname }: URL): string {
  const host = hostname.replace(/\.$/, "") + (port && `:${port}`);
  return `${protocol}//${host}${pathname.replace(/\/+$/, "").toLowerCase()}`;
}

/**
 * The names of the tools at `https://huggingface.co/mcp`, as version 0.4.23 of its server package
 * lists them. They changed several times before; `test/services/hub/real-hub.test.ts` compares
 * them with the real package.
 */
export const HUB_TOOLS = {
  whoami: "hf_whoami",
  search: "hub_repo_search",
  details: "hub_repo_details",
  fs: "hf_fs",
  createRepo: "create_repo",
  jobs: "hf_jobs",
  space: "dynamic_space",
} as const;

/** What a client without a token is offered: four tools that only read. */
export const ANONYMOUS_TOOLS: readonly string[] = [
  HUB_TOOLS.whoami,
  HUB_TOOLS.search,
  HUB_TOOLS.details,
  HUB_TOOLS.fs,
];

/** What a token adds: three tools that write, start jobs or call foreign code. */
export const TOKEN_TOOLS: readonly string[] = [
  HUB_TOOLS.createRepo,
  HUB_TOOLS.jobs,
  HUB_TOOLS.space,
];

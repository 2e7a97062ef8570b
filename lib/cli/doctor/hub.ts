import { Client, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import { HUB_URL } from "../../base/hub-names.ts";
import { createHub } from "../../services/hub/hub.ts";
import { fine, fineOr, type Finding } from "./finding.ts";

type Fetch = typeof fetch;

const PATIENCE_MS = 15_000;
const [ID, TITLE] = ["hub", "Hub's tools"];

/** What is said when nobody asked for the network. */
export const hubNotAsked: Finding = fine(
  ID,
  TITLE,
  "not compared with the real ones; add --online",
);

/**
 * Compares the tools of the real Hugging Face server with those of the rehearsed one: their names,
 * and the names of their arguments. Asks as somebody without a token.
 *
 * @param reach how the real server is reached
 */
export async function hubFinding(reach: Fetch): Promise<Finding> {
  let compared: Awaited<ReturnType<typeof compareHub>>;
  try {
    compared = await compareHub(reach);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const found = `${HUB_URL} could not be asked (${reason}); the rehearsal needs no network`;
    return { id: ID, title: TITLE, status: "note", found };
  }
  const { tools, differences } = compared;
  const same = differences.length === 0 ? `the real server has the same ${tools}` : undefined;
  return fineOr(ID, TITLE, same, {
    status: "note",
    found: `the real server has changed: ${differences.join("; ")}`,
    remedy:
      "The rehearsal goes on as before; before a live run, get the newest lab and tell its maintainers.",
  });
}

/**
 * How the tools of a real Hub server differ from the rehearsed ones, each as half a sentence, and how
 * many are rehearsed.
 *
 * @param reach how the real server is reached
 * @throws Error when it does not answer
 */
export async function compareHub(
  reach: Fetch,
): Promise<{ tools: number; differences: readonly string[] }> {
  const rehearsed = createHub();
  const ours = await listTools((input, init) => rehearsed(new Request(input, init)));
  return { tools: ours.size, differences: compare(ours, await listTools(reach)) };
}

/** The arguments of each tool, by the tool's name. */
async function listTools(reach: Fetch): Promise<Map<string, string>> {
  const client = new Client({ name: "mcp-lab-doctor", version: "1.0.0" });
  const signal = AbortSignal.timeout(PATIENCE_MS);
  const transport = new StreamableHTTPClientTransport(new URL(HUB_URL), {
    fetch: (input, init) => reach(input, { ...init, signal }),
  });
  await client.connect(transport);
  try {
    const { tools } = await client.listTools();
    return new Map(
      tools.map(({ name, inputSchema }) => [
        name,
        Object.keys(inputSchema.properties ?? {})
          .toSorted()
          .join(", "),
      ]),
    );
  } finally {
    await client.close();
  }
}

function compare(ours: Map<string, string>, theirs: Map<string, string>): string[] {
  return [
    ...[...ours.keys()].filter((name) => !theirs.has(name)).map((name) => `${name} is gone`),
    ...[...theirs.keys()].filter((name) => !ours.has(name)).map((name) => `${name} is new`),
    ...[...ours]
      .filter(([name, args]) => (theirs.get(name) ?? args) !== args)
      .map(([name]) => `${name} now takes ${theirs.get(name) || "nothing"}`),
  ];
}

import crm from "./recorded/crm.json" with { type: "json" };
import shapes from "./recorded/shapes.json" with { type: "json" };
import { type HostRun, hostRunSchema } from "./host-run.ts";

/** The runs of a real host that the lab brings along, as `lab host --json` printed them. */
export interface RecordedHostRuns {
  /** Claude Code with the CRM: a search, a brief, one of a company that is not there, and Resources. */
  crm: HostRun;
  /** Claude Code with a server that answers in each shape that hosts treat differently. */
  shapes: HostRun;
}

/**
 * The recorded runs. They are made again with `npm run lab -- host`, then `npm run format`:
 *
 * - shapes: `--config lib/maintain/drift/shapes.mcp.json --json`
 * - crm: `--config .mcp.json.example --json` with both variables set and empty, `--prompt` as there, and a
 *   `--tool name=input` for each entry of its `seen`
 */
export const recordedRuns: RecordedHostRuns = {
  crm: hostRunSchema.parse(crm),
  shapes: hostRunSchema.parse(shapes),
};

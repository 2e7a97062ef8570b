import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { chooseServer } from "../../lib/cli/host/choose-server.ts";
import { CLAUDE_CODE_VERSION } from "../../lib/cli/host/claude-code.ts";
import { createCrmApi } from "../../lib/services/crm/api/api.ts";
import { httpApi } from "../../lib/services/crm/api/http-api.ts";
import { serveOnLoopback } from "../../lib/services/crm/loopback.ts";
import { openStore } from "../../lib/services/crm/store/store.ts";
import { hostChanges } from "../../lib/subjects/hosts/changes.ts";
import type { HostRun } from "../../lib/subjects/hosts/host-run.ts";
import { recordedRuns } from "../../lib/subjects/hosts/recorded.ts";
import { whenTestIsOver } from "../cli/clean-ups.ts";
import { PROJECT } from "../cli/temporary-project.ts";
import { hostRun } from "./host-runs.ts";

const EXAMPLE = join(PROJECT, ".mcp.json.example");
const OWN_CRM = { CRM_API_KEY: "", CRM_BASE_URL: "" };
const { crm } = recordedRuns;

/** The calls of a recording, as `--tool` takes them. */
function callsOf({ seen }: HostRun): string[] {
  return seen.map(({ tool, input }) => `${tool}=${JSON.stringify(input)}`);
}

/** Requests are counted, and the order in which a host asks for lists is its own. */
function uncounted(seen: HostRun["seen"]): unknown {
  return JSON.parse(JSON.stringify(seen).replaceAll(/req-\d+/g, "req-…"));
}

describe(`Claude Code ${CLAUDE_CODE_VERSION}, with the CRM`, () => {
  let run: HostRun;
  beforeAll(async () => {
    ({ run } = await hostRun(EXAMPLE, callsOf(crm), { prompt: crm.prompt, env: OWN_CRM }));
  });

  it("hands the model what the recording says: tools, Resources and errors", () => {
    expect(uncounted(run.seen)).toEqual(uncounted(crm.seen));
    expect(run.offered).toEqual(crm.offered);
    expect(run.instructions).toEqual(crm.instructions);
  });

  it("changes what the recording says", () => {
    // A slow machine's server is opened in the older way: it has a second to answer in the newer one.
    const [now, recorded] = [run, crm].map((one) =>
      hostChanges(one).filter(({ kind }) => kind !== "opened-with"),
    );
    expect(now).toEqual(recorded);
  });
});

describe(`Claude Code ${CLAUDE_CODE_VERSION}, with a key that the CRM refuses`, () => {
  const key = "crm_test_RefusedKey0001";

  it("hands the refusal to the model as an error, and the key to nobody", async () => {
    const database = openStore();
    const keys = [{ key: "crm_test_AnotherKey0002", access: "read-write" }] as const;
    const backend = await serveOnLoopback(httpApi(createCrmApi({ database, keys })));
    whenTestIsOver(() => backend.close());
    const env = { CRM_API_KEY: key, CRM_BASE_URL: backend.url };
    const outcome = await hostRun(EXAMPLE, ["crm_pipeline={}"], { env });
    expect(outcome.run.seen).toMatchObject([{ tool: "mcp__crm__crm_pipeline", isError: true }]);
    expect(outcome.run.seen[0]?.content[0]).toMatch(/permission: (?!not-involved)/);
    expect(JSON.stringify(outcome)).not.toContain(key);
    expect(chooseServer(EXAMPLE, "crm", env).secrets).toContain(key);
  });
});

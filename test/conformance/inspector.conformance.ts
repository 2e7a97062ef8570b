import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type RunningHttpCrm, serveCrmHttp } from "../../lib/crm/server/serve-http.ts";
import { installCounterparts, inspectorEntry, node } from "./suite.ts";

const run = promisify(execFile);

let crm: RunningHttpCrm;

beforeAll(async () => {
  await installCounterparts();
  crm = await serveCrmHttp({ env: {}, log: () => {} });
});

afterAll(() => crm.close());

/** Runs the Inspector's command line against the CRM. */
const inspect = async (era: string, ...args: string[]): Promise<{ code: number; out: string }> => {
  const command = [inspectorEntry, "--cli", crm.url, "--transport", "http", "--format", "json"];
  return run(node, [...command, "--protocol-era", era, ...args]).then(
    ({ stdout }) => ({ code: 0, out: stdout }),
    (error: { code?: number; stdout?: string }) => ({
      code: error.code ?? 1,
      out: error.stdout ?? "",
    }),
  );
};

describe.each(["legacy", "modern"])("the Inspector, %s era", (era) => {
  it("lists, reads and calls, and tells a tool's error from the protocol's", async () => {
    const tools = await inspect(era, "--method", "tools/list");
    expect(tools.out).toContain("crm_account_brief");
    const read = ["--method", "resources/read", "--uri"];
    expect((await inspect(era, ...read, "crm://catalog")).out).toContain("crm://schema/companies");
    expect((await inspect(era, ...read, "crm://nothing")).code).toBe(1);
    const call = ["--method", "tools/call", "--tool-name", "crm_account_brief", "--tool-arg"];
    expect((await inspect(era, ...call, "company_id=quillmark")).code).toBe(0);
    const failed = await inspect(era, ...call, "company_id=none");
    expect(failed.code).toBe(5);
    expect(failed.out).toContain("NOT_FOUND");
  });
});

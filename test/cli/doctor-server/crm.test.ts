import { expect, it, onTestFinished } from "vitest";
import { serveCrmHttp } from "../../../lib/services/crm/server/serve-http.ts";
import { lab } from "../lab.ts";
import { MAIN, PROJECT } from "../temporary-project.ts";

const OPTIONS = ["doctor-server", "--json", "--timeout", "120"];

it("the CRM on stdio has nothing to report", async () => {
  const { code, stdout } = await lab(PROJECT, [
    ...OPTIONS,
    process.execPath,
    MAIN,
    "crm",
    "--stdio",
  ]);
  const { looked, findings } = JSON.parse(stdout);
  expect({ code, findings }).toEqual({ code: 0, findings: [] });
  expect(looked).toMatchObject({ eras: ["2026-07-28", "2025-11-25"], tools: 7 });
  expect(looked.called).toHaveLength(5);
});

it("the CRM over HTTP has nothing to report", async () => {
  const crm = await serveCrmHttp({ env: {}, log: () => {} });
  onTestFinished(() => crm.close());
  const { code, stdout } = await lab(PROJECT, [...OPTIONS, crm.url]);
  const { findings } = JSON.parse(stdout);
  expect({ code, findings }).toEqual({ code: 0, findings: [] });
});

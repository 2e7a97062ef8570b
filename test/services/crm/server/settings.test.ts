import { describe, expect, it } from "vitest";
import { crmSettings } from "../../../../lib/services/crm/server/settings.ts";

const CRM_BASE_URL = "http://127.0.0.1:4321";
const CRM_API_KEY = "a-key-for-the-test";

describe("crmSettings", () => {
  it.each([{}, { CRM_API_KEY: "", CRM_BASE_URL: "" }, { CRM_API_KEY: " " }])(
    "%j means the embedded backend",
    (env) => {
      expect(crmSettings(env)).toEqual({ kind: "embedded" });
    },
  );

  it.each([
    [CRM_BASE_URL, CRM_BASE_URL],
    [`${CRM_BASE_URL}/`, CRM_BASE_URL],
    ["https://crm.example/api/", "https://crm.example/api"],
    ["http://localhost:80", "http://localhost"],
  ])("takes %s", (address, baseUrl) => {
    const env = { CRM_API_KEY, CRM_BASE_URL: address };
    expect(crmSettings(env)).toEqual({ kind: "remote", baseUrl, apiKey: CRM_API_KEY });
  });

  it.each([
    [{ CRM_API_KEY: "${CRM_API_KEY}", CRM_BASE_URL }, "crm-literal-variable", "CRM_API_KEY"],
    [{ CRM_API_KEY: "Bearer ${KEY}", CRM_BASE_URL }, "crm-literal-variable", "KEY"],
    [{ CRM_API_KEY, CRM_BASE_URL: "${CRM_BASE_URL:-x}" }, "crm-literal-variable", "CRM_BASE_URL"],
    [{ CRM_API_KEY }, "crm-setting-missing", "CRM_BASE_URL"],
    [{ CRM_BASE_URL }, "crm-setting-missing", "CRM_API_KEY"],
    [{ CRM_API_KEY: "two words", CRM_BASE_URL }, "crm-api-key", "CRM_API_KEY"],
    [{ CRM_API_KEY, CRM_BASE_URL: "crm.example" }, "crm-base-url", "CRM_BASE_URL"],
    [{ CRM_API_KEY, CRM_BASE_URL: "http://crm.example" }, "crm-base-url", "https"],
    [{ CRM_API_KEY, CRM_BASE_URL: "file:///etc" }, "crm-base-url", "CRM_BASE_URL"],
    [{ CRM_API_KEY, CRM_BASE_URL: "https://u:p@crm.example" }, "crm-base-url", "CRM_BASE_URL"],
  ])("refuses %j with %s, naming %s and not the key", (env, code, named) => {
    const message = expect.stringContaining(named);
    expect(() => crmSettings(env)).toThrowError(expect.objectContaining({ code, message }));
    expect(() => crmSettings(env)).not.toThrowError(new RegExp(CRM_API_KEY));
  });
});

import { describe, expect, it } from "vitest";
import { maskSecrets, secretsIn } from "../../lib/wire/mask.ts";

describe("masking", () => {
  it.each([
    [
      "a header that always holds a secret",
      { Authorization: "Bearer x" },
      { Authorization: "[masked]" },
    ],
    [
      "a token in a request body",
      { mcp_servers: [{ authorization_token: "t" }] },
      { mcp_servers: [{ authorization_token: "[masked]" }] },
    ],
    [
      "a known secret inside a text",
      { text: "key sk-secret-1 used" },
      { text: "key [masked] used" },
    ],
    ["a known secret in a list", ["hf_token_22"], ["[masked]"]],
    ["a longer secret that holds a shorter one", "hf_token_22_long", "[masked]"],
  ])("replaces %s", (_case, json, masked) => {
    expect(maskSecrets(json, ["hf_token_22", "hf_token_22_long", "sk-secret-1"])).toEqual(masked);
  });

  it("leaves everything else as it is, also where a secret is too short to be one", () => {
    const json = { a: [1, null, true, "text"], authorization_token: null };
    expect(maskSecrets(json, ["a", "", "text"])).toEqual(json);
  });

  it("knows the secrets of an environment by the names of its variables", () => {
    const env = { ANTHROPIC_API_KEY: "one", HF_TOKEN: "two", PATH: "/bin", DB_PASSWORD: undefined };
    expect(secretsIn(env)).toEqual(["one", "two"]);
  });
});

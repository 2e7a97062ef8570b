import { describe, expect, it } from "vitest";
import { modernClient, startCrm } from "./crm-clients.ts";

describe("the prompt", () => {
  it("is found, completed and filled", async () => {
    const client = await modernClient(await startCrm());
    const { prompts } = await client.listPrompts();
    expect(prompts).toMatchObject([{ name: "scope_prospect", arguments: [{ required: true }] }]);
    const ref = { type: "ref/prompt", name: "scope_prospect" } as const;
    const argument = { name: "company_id", value: "harb" };
    const { completion } = await client.complete({ ref, argument });
    expect(completion.values).toEqual(["harbor-finch"]);
    const filled = await client.getPrompt({
      name: "scope_prospect",
      arguments: { company_id: "harbor-finch" },
    });
    expect(JSON.stringify(filled.messages)).toContain("harbor-finch");
  });

  it.each([
    [{}, /company_id: This argument is missing\./],
    [{ company_id: "" }, /company_id: Too small/],
  ])("says of the arguments %j what is wrong", async (args, words) => {
    const client = await modernClient(await startCrm());
    const asked = client.getPrompt({ name: "scope_prospect", arguments: args });
    await expect(asked).rejects.toThrow(words);
  });
});

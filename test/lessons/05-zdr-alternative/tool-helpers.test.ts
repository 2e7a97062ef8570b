import { betaStandardSchemaTool } from "@anthropic-ai/sdk/helpers/beta/standard-schema";
import { betaZodTool } from "@anthropic-ai/sdk/helpers/beta/zod";
import { describe, expect, it } from "vitest";
import { z } from "zod";

const tool = {
  name: "office_hours",
  description: "Says when an office is open.",
  inputSchema: z.object({ city: z.string(), day: z.string().default("weekday") }),
  run: ({ city, day }: { city: string; day: string }) => `${city}, ${day}`,
};

describe("a tool of the SDK whose schema has a default", () => {
  it.each([
    ["betaStandardSchemaTool", betaStandardSchemaTool(tool), ["city"]],
    ["betaZodTool", betaZodTool(tool), ["city", "day"]],
  ])("made by %s tells Claude what is required as the lesson says", async (_, made, required) => {
    expect(made).toMatchObject({ type: "custom", input_schema: { required } });
    expect(await made.run(made.parse({ city: "Lyon" }))).toBe("Lyon, weekday");
  });
});

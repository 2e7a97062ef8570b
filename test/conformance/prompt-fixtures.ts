import {
  acceptedContent,
  completable,
  type GetPromptResult,
  inputRequired,
  type McpServer,
} from "@modelcontextprotocol/server";
import { z } from "zod";
import { image } from "./samples.ts";

const says = (...contents: GetPromptResult["messages"][number]["content"][]): GetPromptResult => ({
  messages: contents.map((content) => ({ role: "user", content })),
});

const text = (body: string) => ({ type: "text", text: body }) as const;

/** Registers the prompts that the scenarios get and complete. */
export function registerPrompts(server: McpServer): void {
  server.registerPrompt("test_simple_prompt", { description: "Without arguments." }, () =>
    says(text("This is a simple prompt for testing.")),
  );
  const argument = completable(z.string(), (value) =>
    ["paris", "park", "party"].filter((word) => word.startsWith(value)),
  );
  const two = {
    description: "With arguments.",
    argsSchema: z.object({ arg1: argument, arg2: z.string() }),
  };
  server.registerPrompt("test_prompt_with_arguments", two, ({ arg1, arg2 }) =>
    says(text(`Prompt with arguments: arg1='${arg1}', arg2='${arg2}'`)),
  );
  const one = {
    description: "With a resource.",
    argsSchema: z.object({ resourceUri: z.string() }),
  };
  server.registerPrompt("test_prompt_with_embedded_resource", one, ({ resourceUri: uri }) =>
    says(
      { type: "resource", resource: { uri, mimeType: "text/plain", text: "Embedded." } },
      text("Please process the embedded resource above."),
    ),
  );
  server.registerPrompt("test_prompt_with_image", { description: "With an image." }, () =>
    says({ type: "image", data: image, mimeType: "image/png" }, text("Please analyze it.")),
  );
  const asking = { description: "Asks for context first." };
  server.registerPrompt("test_input_required_result_prompt", asking, (context) => {
    const shape = z.object({ context: z.string() });
    const given = acceptedContent(context.mcpReq.inputResponses, "user_context", shape);
    if (given !== undefined) return says(text(`Context: ${given.context}`));
    const message = "What context should the prompt use?";
    const request = inputRequired.elicit({ message, requestedSchema: shape });
    return inputRequired({ inputRequests: { user_context: request } });
  });
}

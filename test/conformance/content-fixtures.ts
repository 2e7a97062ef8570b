import {
  type CallToolResult,
  type McpServer,
  ResourceTemplate,
} from "@modelcontextprotocol/server";
import { audio, image } from "./samples.ts";

const embedded = {
  type: "resource",
  resource: {
    uri: "test://embedded-resource",
    mimeType: "text/plain",
    text: "An embedded resource.",
  },
} as const;

/** Tools whose result is fixed, by name. */
const results: Record<string, CallToolResult["content"]> = {
  test_simple_text: [{ type: "text", text: "This is a simple text response for testing." }],
  test_image_content: [{ type: "image", data: image, mimeType: "image/png" }],
  test_audio_content: [{ type: "audio", data: audio, mimeType: "audio/wav" }],
  test_embedded_resource: [embedded],
  test_multiple_content_types: [
    { type: "text", text: "Multiple content types test:" },
    { type: "image", data: image, mimeType: "image/png" },
    embedded,
  ],
};

const text = (uri: string, body: string) => ({
  contents: [{ uri, mimeType: "text/plain", text: body }],
});

/** Registers the tools and resources that the scenarios read from. */
export function registerContent(server: McpServer): void {
  for (const [name, content] of Object.entries(results)) {
    server.registerTool(name, { description: name }, () => ({ content }));
  }
  server.registerTool("test_error_handling", { description: "Fails." }, () => {
    throw new Error("This tool intentionally returns an error for testing");
  });
  for (const name of ["static-text", "watched-resource"]) {
    const uri = `test://${name}`;
    server.registerResource(name, uri, { mimeType: "text/plain" }, () => text(uri, name));
  }
  const binary = "test://static-binary";
  server.registerResource("static-binary", binary, { mimeType: "image/png" }, () => ({
    contents: [{ uri: binary, mimeType: "image/png", blob: image }],
  }));
  const template = new ResourceTemplate("test://template/{id}/data", { list: undefined });
  const config = { mimeType: "application/json" };
  server.registerResource("template", template, config, ({ href }, { id }) => ({
    contents: [
      { uri: href, mimeType: "application/json", text: JSON.stringify({ id, templateTest: true }) },
    ],
  }));
}

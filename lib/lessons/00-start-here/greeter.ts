import type { Client, Tool } from "@modelcontextprotocol/client";
import { z } from "zod";
import type { Connection } from "../../exercises/answer.ts";
import { type Examination, examination } from "../../exercises/examination.ts";
import { toJson } from "../../wire/error-json.ts";
import { type GreeterView, type Greeting, judgeGreeter } from "./greeter.judge.ts";

/** 00.3: the tools of the learner's server, and how it greets several people. */
export const greeterExamination: Examination = examination({
  variants: ["Ada", "Grace Hopper", "Łukasz"],
  // Both at once, one of each era: a factory has to make a server for each.
  async drive(answer, _world, name) {
    const modern = await answer.connect("modern");
    const legacy = await answer.connect("legacy");
    const evidence = { name, first: await look(modern, name), second: await look(legacy, name) };
    await Promise.all([leave(modern), leave(legacy)]);
    return evidence;
  },
  judge: judgeGreeter,
});

const textResult = z.looseObject({
  content: z.tuple([z.object({ text: z.string() })], z.unknown()),
});
const objectSchema = z.looseObject({ properties: z.record(z.string(), z.unknown()) });

/** Looks at the tools of the server that was connected to, and has itself greeted. */
async function look(connection: Connection, name: string): Promise<GreeterView> {
  if (connection.status === "failed")
    return { status: "failed", message: connection.error.message };
  const { client } = connection;
  try {
    const offers = client.getServerCapabilities()?.tools !== undefined;
    const { tools } = offers ? await client.listTools() : { tools: [] };
    return {
      status: "connected",
      tools: tools.map((tool) => ({
        name: tool.name,
        inputSchema: toJson(tool.inputSchema) ?? null,
      })),
      greeting: await greet(client, tools[0], name),
    };
  } catch (error) {
    return { status: "failed", message: error instanceof Error ? error.message : String(error) };
  }
}

async function leave(connection: Connection): Promise<void> {
  if (connection.status === "connected") await connection.client.close();
}

/** Calls the tool with the name as its first argument, whatever both are called: that is another check. */
async function greet(client: Client, tool: Tool | undefined, name: string): Promise<Greeting> {
  if (tool === undefined) return { status: "failed", message: "there is no tool to call" };
  const argument = Object.keys(objectSchema.safeParse(tool.inputSchema).data?.properties ?? {})[0];
  try {
    const result = await client.callTool({
      name: tool.name,
      arguments: argument === undefined ? {} : { [argument]: name },
    });
    const text = textResult.safeParse(result).data?.content[0].text;
    if (text === undefined) return { status: "failed", message: "a result without a text" };
    return result.isError === true
      ? { status: "failed", message: `the tool answered with an error: ${text}` }
      : { status: "text", text };
  } catch (error) {
    return { status: "failed", message: error instanceof Error ? error.message : String(error) };
  }
}

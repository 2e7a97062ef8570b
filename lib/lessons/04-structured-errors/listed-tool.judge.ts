import { z } from "zod";
import { type Fault, show } from "../../exercises/finding.ts";
import type { Reply } from "../02-resources-catalog/server-view.judge.ts";
import { describeReply } from "./failed-call.judge.ts";

const anyObject = z.record(z.string(), z.unknown());
const listing = z.object({ tools: z.array(z.looseObject({ name: z.string() })) });
const requiring = z.looseObject({ required: z.array(z.string()) });

const INPUT_ADVICE = "inputSchema: shownInput(input) shows clients a zod schema whole.";

/** What is wrong with how the server lists move_deal to a client. */
export function faultOfListing(list: Reply, stages: readonly string[]): Fault | undefined {
  const listed = listing.safeParse(list.status === "result" ? list.result : null);
  const tool = listed.data?.tools.find(({ name }) => name === "move_deal");
  if (tool === undefined) {
    const found = `the listing has no move_deal: ${describeReply(list)}`;
    return { found, advice: 'server.registerTool("move_deal", …) lists it.' };
  }
  const shown = JSON.stringify(tool.inputSchema ?? null);
  const hidden = ["deal_id", "stage_id", ...stages].find((word) => !shown.includes(`"${word}"`));
  if (hidden !== undefined)
    return {
      found: `its input schema does not show ${show(hidden)}: ${shown}`,
      advice: INPUT_ADVICE,
    };
  const { required } = requiring.safeParse(tool.inputSchema).data ?? { required: [] };
  const optional = ["deal_id", "stage_id"].find((name) => !required.includes(name));
  if (optional !== undefined)
    return {
      found: `its input schema does not require ${optional}: ${shown}`,
      advice: "A client leaves out what the schema does not require, and then the call fails.",
    };
  return faultOfOutput(tool.outputSchema);
}

function faultOfOutput(schema: unknown): Fault | undefined {
  const advice = "outputSchema is an object with deal, note and error, as zod schemas.";
  if (schema === undefined) return { found: "it is listed without an output schema", advice };
  const names = propertiesIn(schema);
  const unnamed = ["deal", "note", "error", "id", "stage_id"].find((name) => !names.includes(name));
  return unnamed === undefined
    ? undefined
    : { found: `its output schema shows no ${unnamed}`, advice };
}

/** The names of all properties that a JSON Schema shows, at any depth. */
function propertiesIn(schema: unknown): string[] {
  if (Array.isArray(schema)) return schema.flatMap(propertiesIn);
  const parts = anyObject.safeParse(schema).data ?? {};
  const own = Object.keys(anyObject.safeParse(parts.properties).data ?? {});
  return [...own, ...Object.values(parts).flatMap(propertiesIn)];
}

import { z } from "zod";
import { type Json, sameJson } from "../../../base/json.ts";
import type { HostRun } from "../host-run.ts";
import { offeredName } from "../names.ts";
import { cutWords, entriesIn, type HostChange, resultsOf, sharedLength } from "./change.ts";

const json = z.json();
const listedTool = z.looseObject({
  name: z.string(),
  description: z.string().default(""),
  inputSchema: z.record(z.string(), json).default({}),
});
type ListedTool = z.infer<typeof listedTool>;

/** What the host made of the server's tools before it offered them. */
export function toolChanges(run: HostRun): HostChange[] {
  const tools = resultsOf(run, "tools/list").flatMap((result) =>
    entriesIn(result, "tools", listedTool),
  );
  if (tools.length === 0) return [];
  const prefix = offeredName(run.server);
  const dropped = new Set(tools.flatMap((tool) => Object.keys(tool)).filter(hasNoPlace));
  const words = `The model does not get the tools' ${[...dropped].toSorted().join(", ")}.`;
  return [
    {
      kind: "tools-prefixed",
      subject: run.server,
      words: `The tools' names begin with ${prefix}.`,
    },
    ...(dropped.size === 0
      ? []
      : [{ kind: "tool-fields-dropped" as const, subject: run.server, words }]),
    ...tools.flatMap((tool, at) => changesOf(tool, tools.slice(0, at), run)),
  ];
}

/** Whether the Messages API has no place for a field of a tool. */
function hasNoPlace(field: string): boolean {
  return !["name", "description", "inputSchema"].includes(field);
}

function changesOf(tool: ListedTool, before: readonly ListedTool[], run: HostRun): HostChange[] {
  const subject = tool.name;
  const name = offeredName(run.server, subject);
  const offered = run.offered.find((one) => one.name === name);
  if (offered === undefined) {
    return [{ kind: "tool-not-offered", subject, words: `The tool ${subject} is not offered.` }];
  }
  const first = before.find((one) => offeredName(run.server, one.name) === name);
  if (first !== undefined) {
    const words = `The tool ${subject} is not offered: ${first.name} was first to get its name.`;
    return [{ kind: "tool-not-offered", subject, words }];
  }
  const words = `${subject} is offered as ${name}.`;
  return [
    ...(name.endsWith(subject) ? [] : [{ kind: "tool-renamed" as const, subject, words }]),
    ...descriptionChanges(tool, offered.description),
    ...schemaChanges(tool, offered.input_schema),
  ];
}

function descriptionChanges(
  { name: subject, description }: ListedTool,
  left: string,
): HostChange[] {
  if (left === description) return [];
  if (left.includes(description)) {
    const added = left.replace(description, "").trim();
    const words = `${subject}'s description gets: "${added}"`;
    return [{ kind: "description-changed", subject, words }];
  }
  const isCut =
    left.length < description.length && sharedLength(left, description) > left.length / 2;
  if (!isCut) {
    const words = `${subject}'s description is another one.`;
    return [{ kind: "description-changed", subject, words }];
  }
  const words = cutWords(`${subject}'s description is`, description, left);
  return [{ kind: "description-cut", subject, words }];
}

function schemaChanges({ name: subject, inputSchema }: ListedTool, left: Json): HostChange[] {
  if (sameJson(inputSchema, left)) return [];
  const after = z.record(z.string(), json).safeParse(left).data ?? {};
  const changed = Object.keys(inputSchema).filter(
    (name) => Object.hasOwn(after, name) && !sameJson(inputSchema[name], after[name]),
  );
  const parts = [
    ["loses", Object.keys(inputSchema).filter((name) => !Object.hasOwn(after, name))],
    ["gets", Object.keys(after).filter((name) => !Object.hasOwn(inputSchema, name))],
    ["has another", changed],
  ] as const;
  const said = parts.flatMap(([verb, names]) =>
    names.length === 0 ? [] : [`${verb} ${names.join(", ")}`],
  );
  return [
    { kind: "schema-changed", subject, words: `${subject}'s schema ${said.join(", and ")}.` },
  ];
}

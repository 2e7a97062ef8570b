import { lookAlikes } from "../../../../lib/subjects/resources/look-alikes.ts";
import { more, type Planted, reader, success, type Tool, writer } from "./plant.ts";

/** Twenty that can be told apart. */
const manyTools = (): Tool[] =>
  Array.from({ length: 20 }, (_, index) => {
    const word = `bell${index}`;
    return writer(`ring_${word}`, { description: `Rings ${word} ${word}a ${word}b ${word}c.` });
  });

const long = "The weather of one city now. ".repeat(100);

const schema = (change: Tool): Tool => ({ inputSchema: { type: "object", ...change } });

/** Faults in what is listed of tools, and in instructions. */
export const inTools: readonly Planted[] = [
  {
    rule: "tool-name-refused",
    fault: "a blank in a name",
    plant: more(writer("ring bell")),
  },
  {
    rule: "tool-name-refused",
    fault: "a name of 129 characters",
    plant: more(writer("a".repeat(129))),
  },
  { rule: "tool-name-dotted", fault: "a dot in a name", plant: more(writer("bell.ring")) },
  {
    rule: "tool-name-long",
    fault: "a name that is too long with its prefix",
    plant: more(writer("a".repeat(120))),
  },
  {
    rule: "tool-name-twice",
    fault: "a tool listed twice",
    plant: more(writer("ring"), writer("ring")),
  },
  {
    rule: "schema-root-union",
    fault: "anyOf at the root",
    plant: more(writer("ring", schema({ anyOf: [{ required: ["a"] }] }))),
  },
  {
    rule: "schema-ref",
    fault: "a $ref",
    plant: more(
      writer("ring", schema({ properties: { a: { $ref: "#/$defs/A" } }, $defs: { A: {} } })),
    ),
  },
  {
    rule: "schema-property-name",
    fault: "a property called $top",
    plant: more(writer("ring", schema({ properties: { $top: { type: "number" } } }))),
  },
  {
    rule: "schema-not-object",
    fault: "a schema of a string",
    plant: more(writer("ring", { inputSchema: { type: "string" } })),
  },
  {
    rule: "schema-not-object",
    fault: "no schema",
    plant: more({
      name: "ring",
      description: "Rings a bell at the door.",
      annotations: { readOnlyHint: false, destructiveHint: false },
    }),
  },
  {
    rule: "schema-invalid",
    fault: "a type that JSON Schema does not have",
    plant: more(writer("ring", schema({ properties: { a: { type: "text" } } }))),
  },
  {
    rule: "description-missing",
    fault: "an empty description",
    plant: reader({ description: " " }),
  },
  {
    rule: "description-thin",
    fault: "a description that says next to nothing",
    plant: more(
      ...lookAlikes.map(({ name, description }) => writer(`set_${name}`, { description })),
    ),
  },
  {
    rule: "description-long",
    fault: "a description of 2,900 characters",
    plant: reader({ description: long }),
  },
  {
    rule: "instructions-missing",
    fault: "no instructions",
    plant: (twin) => {
      twin.instructions = undefined;
    },
  },
  {
    rule: "instructions-long",
    fault: "instructions of 2,900 characters",
    plant: (twin) => {
      twin.instructions = long;
    },
  },
  {
    rule: "instructions-one-era",
    fault: "instructions in initialize only",
    plant: (twin) => {
      const { capabilities } = twin;
      const fields = { ttlMs: 0, cacheScope: "private", resultType: "complete" };
      const opened = { supportedVersions: ["2026-07-28"], capabilities, ...fields };
      twin.methods["server/discover"] = () => ({ result: opened });
    },
  },
  {
    rule: "tools-look-alike",
    fault: "two descriptions that are nearly the same",
    plant: more(
      writer("ring", { description: "Rings the bell of the door now." }),
      writer("ding", { description: "Rings the bell of a door now." }),
    ),
  },
  {
    rule: "tools-many",
    fault: "22 tools",
    plant: more(...manyTools()),
  },
  {
    rule: "annotations-missing",
    fault: "no annotations",
    plant: more(writer("ring", { annotations: {} })),
  },
  {
    rule: "annotations-missing",
    fault: "no destructiveHint",
    plant: more(writer("ring", { annotations: { readOnlyHint: false } })),
  },
  {
    rule: "annotations-contradict",
    fault: "delete_alarm that only reads",
    plant: (twin) => {
      twin.tools.push(writer("delete_alarm", { annotations: { readOnlyHint: true } }));
      twin.calls["delete_alarm"] = () => success("gone", {});
    },
  },
  {
    rule: "annotations-contradict",
    fault: "list_alarms that does not only read",
    plant: more(writer("list_alarms")),
  },
];

import { failure } from "../twin.ts";
import { data, type Planted, reader, refuses, says, success, withoutSchema } from "./plant.ts";

/** Faults in what calls and reads get. */
export const inAnswers: readonly Planted[] = [
  {
    rule: "result-cut",
    fault: "a result of 60,000 characters",
    plant: withoutSchema(says(success("a".repeat(60_000), {}))),
  },
  {
    rule: "result-cut",
    fault: "a result longer than the tool itself says",
    plant: (twin) => {
      withoutSchema(says(success("a".repeat(3_000), {})))?.(twin);
      reader({ _meta: { "anthropic/maxResultSizeChars": 2_000 } })?.(twin);
    },
  },
  {
    rule: "result-long",
    fault: "a result of 45,000 characters",
    plant: withoutSchema(says(success("a".repeat(45_000), {}))),
  },
  {
    rule: "output-mismatch",
    fault: "degrees as a text",
    plant: says(
      success('{"city":"Bern","degrees":"warm"}', {
        structuredContent: { city: "Bern", degrees: "warm" },
      }),
    ),
  },
  { rule: "output-mismatch", fault: "no structuredContent", plant: says(success("Bern: 21", {})) },
  {
    rule: "error-output-mismatch",
    fault: "an error that its schema does not admit",
    plant: refuses(failure("city: wrong", { structuredContent: { error: "city: wrong" } })),
  },
  {
    rule: "data-not-in-text",
    fault: "a text without the degrees",
    plant: says(success("Bern: see the data")),
  },
  {
    rule: "text-not-in-data",
    fault: "a text with a station that the data lacks",
    plant: says(success("Bern: 21 degrees, station B52")),
  },
  {
    rule: "text-not-in-data",
    fault: "a JSON text with more than the data",
    plant: says(success('{"city":"Bern","degrees":21,"wind":"west"}')),
  },
  {
    rule: "success-says-error",
    fault: "an error without isError",
    plant: withoutSchema(says(success("Error: no such city", {}))),
  },
  { rule: "error-says-nothing", fault: "an error without words", plant: refuses(failure("Error")) },
  { rule: "error-says-nothing", fault: "an empty error", plant: refuses(failure("")) },
  {
    rule: "error-only-in-data",
    fault: "an error whose code is in the data only",
    plant: withoutSchema(
      refuses(failure("city: wrong", { structuredContent: { error: { code: "VALIDATION" } } })),
    ),
  },
  {
    rule: "error-leaks",
    fault: "a query in an error",
    plant: refuses(failure("could not run SELECT name FROM cities")),
  },
  {
    rule: "error-leaks",
    fault: "a path in an error",
    plant: refuses(failure("could not open '/srv/weather/cities.txt'")),
  },
  {
    rule: "error-leaks",
    fault: "a key in an error",
    plant: refuses(failure("the provider refused hf_NotARealTokenButLikeOne12")),
  },
  {
    rule: "arguments-protocol-error",
    fault: "-32602 for a wrong argument",
    plant: refuses({ error: { code: -32_602, message: "city is wrong" } }),
  },
  {
    rule: "failure-protocol-error",
    fault: "-32603 when a tool fails",
    plant: says({ error: { code: -32_603, message: "The weather service is closed." } }),
  },
  {
    rule: "arguments-unchecked",
    fault: "a wrong argument that is taken",
    plant: refuses(success(JSON.stringify(data))),
  },
  { rule: "call-unanswered", fault: "a call that ends the connection", plant: refuses("hang-up") },
  {
    rule: "call-slow",
    fault: "a call that never ends",
    plant: refuses("silence"),
    timeoutMs: 5_000,
  },
  {
    rule: "unknown-tool-answered",
    fault: "success for a tool that is not there",
    plant: (twin) => {
      twin.methods["tools/call"] = ({ name, arguments: args }) =>
        name === "get_weather"
          ? (twin.calls["get_weather"]?.(Object(args)) ?? "silence")
          : success("done", {});
    },
  },
  {
    rule: "unknown-tool-code",
    fault: "a tool error for a tool that is not there",
    plant: (twin) => {
      twin.methods["tools/call"] = ({ name, arguments: args }) =>
        name === "get_weather"
          ? (twin.calls["get_weather"]?.(Object(args)) ?? "silence")
          : failure("There is no such tool.");
    },
  },
  {
    rule: "unknown-resource-answered",
    fault: "empty contents for a resource that is not there",
    plant: (twin) => {
      twin.methods["resources/read"] = () => ({ result: { contents: [] } });
    },
  },
  {
    rule: "unknown-resource-code",
    fault: "-32002 in 2026-07-28",
    plant: (twin) => {
      twin.methods["resources/read"] = ({ uri }) =>
        uri === "weather://cities"
          ? { result: { contents: [] } }
          : { error: { code: -32_002, message: "not found" } };
    },
  },
];

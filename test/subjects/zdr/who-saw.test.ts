import { expect, it } from "vitest";
import { examplePaths } from "../../../lib/session/example-paths.ts";
import { whoSaw } from "../../../lib/subjects/zdr/who-saw.ts";

it("tells the two paths apart by the token, and by who made the calls", async () => {
  const { connector, direct } = await examplePaths();
  const served = ["definitions", "arguments", "results"];
  expect(whoSaw(connector.events)).toEqual({
    api: ["question", ...served, "token"],
    huggingface: served,
  });
  expect(whoSaw(direct.events)).toEqual({
    api: ["question", ...served],
    huggingface: served,
    crm: served,
  });
  const callers = direct.of("mcp-call").map(({ caller }) => caller);
  expect(new Set(callers)).toEqual(new Set(["notebook"]));
});

it("knows of the connector's calls live, when only the reply tells of them", async () => {
  const { connector } = await examplePaths();
  const live = connector.events.filter(({ kind }) => kind !== "mcp-call");
  expect(whoSaw(live)).toEqual({
    api: ["question", "definitions", "arguments", "results", "token"],
    huggingface: ["arguments", "results"],
  });
});

it("sees nothing in nothing", () => {
  expect(whoSaw([])).toEqual({});
});

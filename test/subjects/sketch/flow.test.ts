import { describe, expect, it } from "vitest";
import { sketchExamples } from "../../../lib/subjects/sketch/examples/examples.ts";
import { flowOf } from "../../../lib/subjects/sketch/flow.ts";
import type { Sketch } from "../../../lib/subjects/sketch/sketch.ts";
import { exportOf } from "./exported.ts";
import { observatory, publicObservatory, strictObservatory } from "./own-sketch.ts";

const ways = (flow: ReturnType<typeof flowOf>): string[] =>
  flow.steps.map(({ from, to }) => `${from} ${to}`);

describe("the data flow", () => {
  it("goes through the application on the direct path, and past it through the connector", () => {
    const direct = ["application server", "application api", "application server", "server system"];
    expect(ways(flowOf(observatory))).toEqual(direct);
    const connected = [
      "application server",
      "application api",
      "api server",
      "server system",
      "api other",
    ];
    expect(ways(flowOf(publicObservatory))).toEqual(connected);
    expect(flowOf(publicObservatory).names.other).toBe("weather");
  });

  it.each([
    ["under ZDR with covered features only", strictObservatory, "sees it, not kept"],
    ["without ZDR", observatory, "sees it, kept"],
    [
      "under ZDR with a thread",
      { ...strictObservatory, direct: observatory.direct },
      "sees it, kept",
    ],
    [
      "under ZDR with files",
      { ...strictObservatory, zdr: { ...strictObservatory.zdr, features: ["files" as const] } },
      "sees it, kept",
    ],
  ])("says what becomes of data %s", (_case, sketch, expected) => {
    expect(new Set(flowOf(sketch).rows.map(({ gets }) => gets.api))).toEqual(new Set([expected]));
    expect(/nothing is kept/.test(flowOf(sketch).retention)).toBe(expected.endsWith("not kept"));
  });

  const started: Sketch = {
    ...publicObservatory,
    server: observatory.server,
    config: observatory.config,
  };
  it.each([
    ["the direct path", observatory, /^Who holds DOME_TOKEN: The same small server\.$/],
    [
      "the connector, with a key in the server's environment",
      started,
      /^DOME_TOKEN stays in the MCP server's environment[^.]*\. The connector gets the MCP server's authorization_token with each request\.$/,
    ],
    [
      "the connector, with a token that clients send",
      publicObservatory,
      /The connector gets the MCP server's authorization_token, DOME_TOKEN, with each request\.$/,
    ],
  ])("says who gets which secret on %s", (_case, sketch, words) => {
    expect(flowOf(sketch).credentials).toMatch(words);
  });

  it.each([
    ["its own server", publicObservatory, true],
    ["no server", observatory, false],
  ])("warns in the document when the connector calls %s", (_case, sketch, warns) => {
    const document = exportOf(sketch)["SKETCH.md"] ?? "";
    expect(/binds 127\.0\.0\.1 and lets everybody on this machine call/.test(document)).toBe(warns);
  });

  it("shows data that no tool and no Resource returns with the system alone", () => {
    const data = [
      { name: "salaries", sensitivity: "personal" as const, why: "Nobody asks for them" },
    ];
    const { rows } = flowOf({ ...sketchExamples.clinic, data });
    expect(rows).toMatchObject([
      { gets: { application: "", api: "", server: "", system: "holds it" } },
    ]);
  });
});

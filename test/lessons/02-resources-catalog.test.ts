import { describe, expect, it } from "vitest";
import { todo } from "../../lib/exercises/todo.ts";
import {
  readCatalogRight,
  readCatalogWrong,
  readsForOneAudience,
} from "./02-resources-catalog/read-catalog-answers.ts";
import {
  ownServerRight,
  ownServerWrong,
  ownServerConfused,
} from "./02-resources-catalog/own-server-answers.ts";
import { contentRight, contentWrong } from "./02-resources-catalog/content-answers.ts";
import {
  betterCatalogRight,
  betterCatalogWrong,
} from "./02-resources-catalog/better-catalog-answers.ts";
import { freshServerRight, freshServerWrong } from "./02-resources-catalog/fresh-server-answers.ts";
import { judgeAnswer, openChecks } from "./judge-answer.ts";

describe("02.1 read a catalog", () => {
  it.each(readCatalogRight)("passes for an answer that %s", async (_style, answer) => {
    expect(openChecks(await judgeAnswer("02.1", answer))).toEqual([]);
  });

  it.each(readCatalogWrong)("fails %s for one that %s", async (check, _mistake, answer) => {
    expect(openChecks(await judgeAnswer("02.1", answer))).toEqual([check]);
  });

  it("fails two checks for one that knows one audience only, and so lacks entries for the other", async () => {
    const open = openChecks(await judgeAnswer("02.1", readsForOneAudience));
    expect(open).toEqual(["02.1.complete", "02.1.audience"]);
  });
});

describe("02.2 publish two resources", () => {
  it.each(ownServerRight)("passes for a server that %s", async (_style, answer) => {
    expect(openChecks(await judgeAnswer("02.2", answer))).toEqual([]);
  });

  it.each(ownServerWrong)("fails %s for one that %s", async (check, _mistake, answer) => {
    expect(openChecks(await judgeAnswer("02.2", answer))).toEqual([check]);
  });

  it.each(ownServerConfused)("fails %j for one that %s", async (checks, _mistake, answer) => {
    expect(openChecks(await judgeAnswer("02.2", answer))).toEqual(checks);
  });
});

describe("02.3 bring it into Claude's context", () => {
  it.each(contentRight)("passes for an answer that %s", async (_style, answer) => {
    expect(openChecks(await judgeAnswer("02.3", answer))).toEqual([]);
  });

  it.each(contentWrong)("fails %s for one that %s", async (check, _mistake, answer) => {
    expect(openChecks(await judgeAnswer("02.3", answer))).toEqual([check]);
  });
});

describe("02.4 a catalog that is found", () => {
  it.each(betterCatalogRight)("passes for a catalog %s", async (_style, answer) => {
    expect(openChecks(await judgeAnswer("02.4", answer))).toEqual([]);
  });

  it.each(betterCatalogWrong)("fails %j for one that %s", async (checks, _mistake, answer) => {
    expect(openChecks(await judgeAnswer("02.4", answer))).toEqual(checks);
  });

  it.each([
    ["a text", "a catalog"],
    ["entries without priority", [{ uri: "crm://t/01", title: "", description: "" }]],
  ])("fails every check for %s, and says what is wrong", async (_case, answer) => {
    const { verdicts } = await judgeAnswer("02.4", answer);
    expect(new Set(verdicts.map(({ status }) => status))).toEqual(new Set(["fail"]));
    expect(verdicts[0]?.found).toMatch(/^at /u);
  });
});

describe("02.5 templates, completion, freshness", () => {
  it.each(freshServerRight)("passes for a server that %s", async (_style, answer) => {
    expect(openChecks(await judgeAnswer("02.5", answer))).toEqual([]);
  });

  it.each(freshServerWrong)("fails %s for one that %s", async (check, _mistake, answer) => {
    expect(openChecks(await judgeAnswer("02.5", answer))).toEqual([check]);
  });
});

describe("any exercise of lesson 02", () => {
  it.each(["02.1", "02.2", "02.3", "02.4", "02.5"])(
    "%s is not started while it is todo()",
    async (id) => {
      const { verdicts } = await judgeAnswer(id, todo());
      expect(new Set(verdicts.map(({ status }) => status))).toEqual(new Set(["not-started"]));
    },
  );

  it.each(["02.1", "02.2", "02.3", "02.5"])(
    "%s fails every check, with what was thrown, when the answer throws",
    async (id) => {
      const { verdicts } = await judgeAnswer(id, () => {
        throw new RangeError("no such thing");
      });
      expect(verdicts.filter(({ status }) => status !== "fail")).toEqual([]);
      expect(verdicts[0]?.found).toContain("no such thing");
    },
  );
});

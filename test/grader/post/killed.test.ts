import { describe, expect, it } from "vitest";
import { lab } from "../../cli/lab.ts";
import { MAIN, runNode } from "../../cli/temporary-project.ts";
import type { Fault } from "./lti-platform.ts";
import { type Class, classFolder, onceEach, platformWith, takenBy } from "./posting.ts";

const users = ["ada", "boris"];
const grades: Class = {
  "01-connector-call": { ada: 17.5, boris: 0 },
  "02-resources-catalog": { ada: 20, boris: undefined },
};
const WORDS = ["grade", "post", ".", "--platform", "platform.json"];

/** A token; for each lesson a look and a line item; three scores. */
const REQUESTS = 1 + 2 * 2 + 3;

const moments = Array.from({ length: REQUESTS }, (_, index) => index).flatMap((index) =>
  (["cut", "lost"] satisfies Fault[]).map((fault) => ({ index, fault })),
);

describe("kill -9 while a request is under way", () => {
  it.each(moments)(
    "request $index, its effect $fault: the next run doubles nothing and loses nothing",
    async ({ index, fault }) => {
      const platform = await platformWith({ users });
      const folder = classFolder(grades, platform);
      const { child, ended } = runNode([MAIN, ...WORDS], folder, {});
      platform.options.fault = (seen) => {
        if (seen.index !== index) return undefined;
        child.kill("SIGKILL");
        return fault;
      };
      expect(await ended).toBeNull();
      expect(platform.seen).toHaveLength(index + 1);
      expect((await lab(folder, WORDS)).code).toBe(0);
      expect(takenBy(platform)).toEqual(onceEach(grades));
      expect(platform.lineItems).toHaveLength(2);
      expect((await lab(folder, WORDS)).stdout).toContain("0 scores posted, 3 unchanged");
      expect(platform.taken).toHaveLength(3);
    },
  );

  it("there are that many requests in a run", async () => {
    const platform = await platformWith({ users });
    await lab(classFolder(grades, platform), WORDS);
    expect(platform.seen).toHaveLength(REQUESTS);
  });
});

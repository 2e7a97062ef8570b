import { expect, test } from "vitest";
import { allPassText, countText } from "../../lib/base/counted.ts";

test.each([
  [countText(0, "question"), "0 questions"],
  [countText(1, "question"), "1 question"],
  [countText(2, "question"), "2 questions"],
  [countText(1, "entry", "entries"), "1 entry"],
  [countText(13, "entry", "entries"), "13 entries"],
  [countText(2.5, "point"), "2.5 points"],
  [countText(4096, "byte"), "4,096 bytes"],
  [allPassText(1, "check"), "The check passes"],
  [allPassText(2, "check"), "Both checks pass"],
  [allPassText(3, "exercise"), "All 3 exercises pass"],
])("%s", (said, right) => {
  expect(said).toBe(right);
});

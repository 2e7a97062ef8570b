import { expect, it } from "vitest";
import { hide } from "../../../lib/lessons/03-env-config/mask-text.judge.ts";

const SECRET = "crm_test_NotARealKey0042";

it.each([
  ["whole", `{"key":"${SECRET}"}`, '{"key":"<the secret>"}'],
  ["twice", `${SECRET} ${SECRET}`, "<the secret> <the secret>"],
  ["cut at its end", `the key ${SECRET.slice(0, -1)}…`, "the key <the secret>…"],
  [
    "cut after a few letters",
    `the key ${SECRET.slice(0, 7)}…, which is not`,
    "the key <the secret>…, which is not",
  ],
  ["named by its kind alone", "a key like crm_t… or crm_test", "a key like crm_t… or crm_test"],
])("a secret that is %s is not shown", (_, text, expected) => {
  expect(hide(text, [SECRET])).toBe(expected);
});

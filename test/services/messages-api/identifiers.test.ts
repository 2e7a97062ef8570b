import { expect, it } from "vitest";
import { Identifiers } from "../../../lib/services/messages-api/identifiers.ts";

it("counts each prefix by itself", () => {
  const ids = new Identifiers();
  expect([ids.next("msg"), ids.next("req"), ids.next("msg")]).toEqual([
    "msg_rehearsal_0001",
    "req_rehearsal_0001",
    "msg_rehearsal_0002",
  ]);
});

it("skips ids of a conversation that another instance began", () => {
  const taken = new Identifiers().next("toolu");
  expect(new Identifiers().next("toolu", `[{"id":"${taken}"}]`)).toBe("toolu_rehearsal_0002");
});

import { expect, it } from "vitest";
import { actOf } from "../../../lib/subjects/server-rules/acting-names.ts";

it.each([
  ["get_weather", "reads"],
  ["crm_search", "reads"],
  ["listUpdates", "reads"],
  ["delete_file", "destroys"],
  ["create-directory", "writes"],
  ["updateDeal", "writes"],
  ["run_query", undefined],
  ["simulate-research-query", undefined],
  ["find_or_create", undefined],
  ["echo", undefined],
])("the name %s: %s", (name, act) => {
  expect(actOf(name)).toBe(act);
});

import type { HiddenVariants } from "../../exercises/examination.ts";
import { plainNames } from "../made-up.ts";
import { badRequest, type Failure } from "./diagnosis.ts";

/** Other words for the same failures. */
export const hidden: HiddenVariants = {
  exercise: "01.5",
  generate(random): Failure {
    const words = plainNames(random, 1).join();
    if (random.next() < 0.35) {
      const [status, type] = random.pick([
        [422, "invalid_request_error"],
        [401, "authentication_error"],
        [403, "permission_error"],
        [429, "rate_limit_error"],
        [500, "api_error"],
        [529, "overloaded_error"],
      ] as const);
      const message = `The token of ${words} or its connection was refused.`;
      const found = random.pick(["unauthorized", "refused", "connected"]);
      return { error: { status, type, message }, found, right: "not-mcp" };
    }
    const message = `${random.pick(["MCP server ", ""])}'${words}': ${random.pick(["no authorization", "no connection", "no token", "not now"])}.`;
    const [found, right] = random.pick([
      ["unauthorized", "token"],
      ["refused", "server"],
      ["timed out", "server"],
      ["connected", "neither"],
    ] as const);
    return { error: badRequest(message), found, right };
  },
};

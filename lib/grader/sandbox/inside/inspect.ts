import { z } from "zod";
import type { Json } from "../../../base/json.ts";
import { findExaminer } from "../../../notebook/process/examiner-hook.ts";
import type * as original from "../../../subjects/config/inspect.ts";
import type { ConfigFinding } from "../../../subjects/config/mcp-config.ts";
import { errorFromJson, errorJson, toJson } from "../../../wire/error-json.ts";

const answer = z.union([
  z.object({ findings: z.custom<ConfigFinding[]>(Array.isArray) }),
  z.object({ error: errorJson }),
]);

/** Has the config inspected on the judging side. */
export const inspectConfig: typeof original.inspectConfig = async (config) => {
  const pipe = findExaminer()?.serve("inspect-config");
  if (pipe === undefined) throw new Error("this notebook is run without a judging side");
  const answered = new Promise<Json>((resolve) => pipe.receive(resolve));
  const value = toJson(config);
  pipe.send(value === undefined ? {} : { config: value });
  const said = answer.parse(await Promise.race([answered, pipe.closed]));
  if ("error" in said) throw errorFromJson(said.error);
  return said.findings;
};

import type { Mutant } from "./mutants.ts";

/** The mistake that an operator makes where the changed line holds a text, and the check meant for it. */
type Aim = readonly [exercise: string, operator: string, where: string, check: string];

/** What the checks are for, told by mistakes. Other checks may fail as well. */
export const aims: readonly Aim[] = [
  ["00.1", "member-swapped", "answeredBy", "00.1.answered-by"],
  ["00.1", "name-changed", "server:", "00.1.server"],
  ["00.1", "name-changed", "tool:", "00.1.tool"],
  ["00.2", "text-emptied", "role", "00.2.sends"],
  ["01.1", "spread-dropped", "HF_TOKEN", "01.1.reaches"],
  ["01.1", "branch-dropped", "→ ...(({ authorization", "01.1.absent"],
  ["01.2", "boolean-flipped", "default_config", "01.2.nothing-else"],
  ["01.2", "boolean-flipped", "configs:", "01.2.named"],
  ["01.3", "member-swapped", 'outcome = "', "01.3.outcome"],
  ["01.3", "name-changed", '"pause_turn"', "01.3.continues"],
  ["01.3", "number-raised", "sent === 5", "01.3.cap"],
  ["01.3", "number-lowered", "sent === 5", "01.3.cap"],
  ["01.3", "branch-dropped", "is_error", "01.3.blocks"],
  ["01.4", "boolean-flipped", "default_config", "01.4.deny"],
  ["01.4", "branch-dropped", "HF_TOKEN", "01.4.token"],
  ["01.4", "name-changed", "hf_fs", "01.4.names"],
  ["01.4", "statement-dropped", "missing", "01.4.guard"],
  ["01.5", "member-swapped", '"unauthorized"', "01.5.who"],
  ["01.5", "number-raised", "400", "01.5.other"],
  ["01.6", "spread-dropped", "toolset", "01.6.same-tools"],
  ["02.1", "default-forced", "audience", "02.1.audience"],
  ["02.2", "number-raised", "priority: 0.9", "02.2.annotations"],
  ["02.2", "call-dropped", "textOf()", "02.2.quiet"],
  ["02.2", "name-changed", '"crm://schema"', "02.2.listed"],
  ["02.3", "boundary-shifted", "bytes > left", "02.3.budget"],
  ["02.3", "arithmetic-swapped", "left -= bytes", "02.3.budget"],
  ["02.4", "line-dropped", "crm://t/01", "02.4.whole"],
  ["02.5", "method-swapped", "startsWith", "02.5.completion"],
  ["02.5", "statement-dropped", "sendResourceUpdated", "02.5.fresh"],
  ["03.1", "text-emptied", "${CRM_API_KEY}", "03.1.variables"],
  ["03.2", "default-dropped", 'name = ""', "03.2.variables"],
  ["03.2", "pattern-loosened", "text.replace", "03.2.variables"],
  ["03.2", "text-emptied", '":-"', "03.2.defaults"],
  ["03.2", "condition-negated", "value === undefined", "03.2.missing"],
  ["03.2", "element-dropped", '"headers"', "03.2.fields"],
  ["03.3", "line-dropped", ".gitignore", "03.3.no-secret"],
  ["03.3", "line-dropped", ".env.example", "03.3.complete"],
  ["03.4", "statement-dropped", "client.close()", "03.4.ends"],
  ["03.4", "member-swapped", '"not-involved"', "03.4.permission"],
  ["03.4", "text-emptied", "crm_pipeline", "03.4.lists"],
  ["03.5", "element-dropped", "encodeURIComponent", "03.5.url"],
  ["03.5", "text-emptied", "base64", "03.5.base64"],
  ["04.1", "boolean-flipped", '["', "04.1.retryable"],
  ["04.1", "arithmetic-swapped", "1000", "04.1.retry-after"],
  ["04.1", "statement-dropped", "retryAfter", "04.1.retry-after"],
  ["04.2", "boolean-flipped", "isError", "04.2.is-error"],
  ["04.3", "guard-dropped", "try", "04.3.failures"],
  ["04.4", "negation-dropped", "retryable", "04.4.stops"],
  ["04.4", "boundary-shifted", "attempt >= maxAttempts", "04.4.attempts"],
  ["04.4", "default-forced", "retry_after_ms", "04.4.waits"],
  ["04.4", "method-swapped", "Math.min", "04.4.backoff"],
  ["04.4", "statement-dropped", "isWrite", "04.4.writes"],
  ["04.5", "number-raised", "counts.lost += 1", "04.5.lost"],
  ["04.5", "arithmetic-swapped", "counts.doubled", "04.5.doubled"],
  ["04.5", "boundary-shifted", "before.endMs", "04.5.wasted"],
  ["04.6", "branch-dropped", "callTool", "04.6.allow-list"],
  ["05.1", "member-swapped", 'no("', "05.1.reason"],
  ["05.1", "boolean-flipped", "model-30-days", "05.1.refused"],
  ["05.2", "statement-dropped", "covered-model", "05.2.model"],
  ["05.2", "statement-dropped", "skills", "05.2.stored"],
  ["05.2", "number-raised", "20260209", "05.2.tools"],
  ["05.2", "statement-dropped", "one.mcp_servers", "05.2.connector"],
  ["05.3", "boolean-flipped", "thread", "05.3.history"],
  ["05.3", "call-dropped", "filter", "05.3.allow-list"],
];

/** The checks that a mutant has to fail, as far as it was made for one. */
export function checksFor({ exercise, operator, name }: Mutant): string[] {
  return aims
    .filter((aim) => aim[0] === exercise && aim[1] === operator && name.includes(aim[2]))
    .map((aim) => aim[3]);
}

import { fitName, offeredName } from "../hosts/names.ts";
import { NAME_LIMIT } from "../hosts/tool-limits.ts";
import { TOOL_NAME } from "./api-schema.ts";
import { place, type Place, RESTS, type ServerRule } from "./rule.ts";
import { toolsIn } from "./seen.ts";

const quoted = (names: readonly string[]): string => names.map((name) => `"${name}"`).join(", ");

/** The values that occur more than once, each once. */
export function repeated(values: readonly string[]): string[] {
  return [...new Set(values.filter((value, index) => values.indexOf(value) < index))];
}

export const nameRules: readonly ServerRule[] = [
  {
    id: "tool-name-refused",
    severity: "error",
    title: "A tool's name has characters or a length that the API refuses",
    concerns: "Messages API; every client that offers the tools as its own",
    rests: "Messages API, 400 for names outside ^[a-zA-Z0-9_-]{1,128}$, read 2026-11-29",
    happens: "The whole request fails with 400, with all other tools in it.",
    todo: "Use 1 to 128 letters, digits, _ and -.",
    look: (seen) =>
      toolsIn(seen).flatMap(({ name }) =>
        TOOL_NAME.test(name) || isDotted(name) ? [] : [place(name, `the name is "${name}"`)],
      ),
  },
  {
    id: "tool-name-dotted",
    severity: "warning",
    title: "A tool's name has a dot",
    concerns: "Claude Code; Messages API",
    rests: RESTS.claudeCodeRun,
    happens:
      "Claude Code writes _ for the dot, so instructions that name the tool name another one; a client that passes the name on gets 400.",
    todo: "Use _ or - in place of the dot.",
    look: (seen) =>
      toolsIn(seen).flatMap(({ name }) =>
        isDotted(name) ? [place(name, `Claude Code offers it as "${fitName(name)}"`)] : [],
      ),
  },
  {
    id: "tool-name-long",
    severity: "warning",
    title: "A tool's name is too long behind mcp__<server>__",
    concerns: "Claude Code",
    rests:
      "A reader of Claude Code's documentation, 2026-10-19: such a tool is left out; not run here",
    happens: "The tool is not offered at all.",
    todo: "Shorten the tool's name, or the server's.",
    look(seen) {
      const prefix = offeredName(seen.server);
      return toolsIn(seen).flatMap(({ name }) =>
        name.length <= NAME_LIMIT && prefix.length + name.length > NAME_LIMIT
          ? [place(name, `${prefix.length + name.length} characters with ${prefix}`)]
          : [],
      );
    },
  },
  {
    id: "tool-name-twice",
    severity: "error",
    title: "Two tools have the same name",
    concerns: "Messages API; every host",
    rests:
      'Messages API, 400 "Tool names must be unique." (anthropics/claude-code#10687), read 2026-11-30',
    happens: "The request is refused, or one of the two can never be called.",
    todo: "Give each tool a name of its own.",
    look: (seen) =>
      repeated(toolsIn(seen).map(({ name }) => name)).map((name) =>
        place(name, "listed more than once"),
      ),
  },
  {
    id: "tool-names-collide",
    severity: "error",
    title: "Two tools have the same name once a host has rewritten them",
    concerns: "Claude Code",
    rests: RESTS.claudeCodeRun,
    happens: "One of them can never be called.",
    todo: "Let them differ in more than in dots and other signs.",
    look(seen) {
      const names = [...new Set(toolsIn(seen).map(({ name }) => name))];
      return repeated(names.map(fitName)).map((name): Place => {
        const all = names.filter((one) => fitName(one) === name);
        return place(name, `${quoted(all)} become the same name`);
      });
    },
  },
];

/** Fine but for dots, which hosts treat in a way of their own. */
function isDotted(name: string): boolean {
  return name.includes(".") && TOOL_NAME.test(name.replaceAll(".", "_"));
}

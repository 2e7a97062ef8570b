import { z } from "zod";
import type { Outcome } from "../../exercises/answer.ts";
import {
  type Fault,
  type Finding,
  findingOf,
  firstFault,
  type Judge,
  show,
} from "../../exercises/finding.ts";
import { faultOfOutcome } from "../../exercises/outcome.ts";
import { type McpConfig, readMcpConfig } from "../../subjects/config/mcp-config.ts";
import {
  type Entry,
  type Made,
  noSecret,
  pinned,
  variables,
  type WantedServer,
} from "./server-entries.judge.ts";
import { judgeRules } from "./tool-rules.judge.ts";

/** What was asked for, and what `setUp` made of it. */
export interface SetUpEvidence {
  wanted: readonly WantedServer[];
  outcome: Outcome;
}

const file = z.custom<McpConfig>((value) => readMcpConfig(value).status === "valid");
const names = z.array(z.string()).default([]);
const setup = z.object({
  project: file,
  user: file,
  local: file,
  settings: z.object({
    enableAllProjectMcpServers: z.boolean().optional(),
    enabledMcpjsonServers: names,
    disabledMcpjsonServers: names,
    permissions: z.object({ allow: names, ask: names, deny: names }),
  }),
});

export const judgeSetUp: Judge<SetUpEvidence> = ({ wanted, outcome }) => {
  const parsed = setup.safeParse(outcome.status === "returned" ? outcome.value : undefined);
  const answer = parsed.data ?? setup.parse(NOTHING);
  const entries = entriesIn(answer);
  const made = wanted.map((server) => ({
    server,
    entries: entries.filter(({ name }) => name === server.name),
  }));
  const findings = [
    scopes(made),
    pinned(made),
    noSecret(made, JSON.stringify(entries)),
    variables(made),
    approved(wanted, answer.settings),
    ...judgeRules(wanted, answer.settings.permissions),
  ];
  if (parsed.success) return findings;
  const where = parsed.error.issues[0]?.path.join(".") ?? "";
  const fault = faultOfOutcome(
    outcome,
    "Return { project, user, local, settings }: three files with mcpServers, and the settings.",
  );
  const found = [where && `${where} is missing, or of another shape`, fault.found]
    .filter(Boolean)
    .join(": ");
  return findings.map((finding) => ({ ...finding, ...fault, passed: false, found }));
};

type Setup = z.infer<typeof setup>;
const none: McpConfig = { mcpServers: {} };
const NOTHING = { project: none, user: none, local: none, settings: { permissions: {} } };

function entriesIn(answer: Setup): Entry[] {
  return (["project", "user", "local"] as const).flatMap((scope) =>
    Object.entries(answer[scope].mcpServers).map(([name, entry]) => ({ scope, name, entry })),
  );
}

const SCOPES = { team: "project", me: "user", "me-here": "local" } as const;

function scopes(made: readonly Made[]): Finding {
  return firstFault(made, faultOfScope, {
    check: "07.4.scopes",
    expected: "each server in one scope: team in project, me in user, me-here in local",
    none: "no servers",
    all: "each in its scope",
    advice: "Each server goes into the file of its scope.",
  });
}

function faultOfScope({ server, entries }: Made): Fault | undefined {
  const found = entries.map(({ scope }) => scope);
  if (found.length === 1 && found[0] === SCOPES[server.for]) return undefined;
  return {
    found: `${server.name}, for ${show(server.for)}, is in ${found.join(" and ") || "none"}`,
    advice:
      found.length > 1
        ? "One scope is enough: the others would never be read, or hide it."
        : MEANT[server.for],
  };
}

const MEANT = {
  team: "What the team is to have is committed: that is project.",
  me: "What goes with you into all projects is user.",
  "me-here": "What is yours in this project alone is local.",
};

function approved(wanted: readonly WantedServer[], settings: Setup["settings"]): Finding {
  const team = wanted.flatMap((server) => (server.for === "team" ? [server.name] : []));
  const { enabledMcpjsonServers: enabled, disabledMcpjsonServers: off } = settings;
  const closed = team.find((name) => !enabled.includes(name) || off.includes(name));
  const early = enabled.find((name) => !team.includes(name));
  const fault = ((): Fault | undefined => {
    if (settings.enableAllProjectMcpServers === true)
      return {
        found: "whatever anybody adds is approved",
        advice: "Leave enableAllProjectMcpServers out, and approve by name.",
      };
    if (closed !== undefined)
      return {
        found: `${closed} is not approved`,
        advice: off.includes(closed)
          ? "disabledMcpjsonServers holds before enabledMcpjsonServers."
          : "enabledMcpjsonServers has the names of the servers that you put into project.",
      };
    return early === undefined
      ? undefined
      : {
          found: `${early} is approved for anybody who adds it to .mcp.json`,
          advice: "Only what is in project needs approval; your own servers need none.",
        };
  })();
  return findingOf(fault, {
    check: "07.4.approved",
    expected: "the team's servers approved by their names, and nothing else",
    all: `approved: ${team.join(", ") || "none"}`,
    advice: "enabledMcpjsonServers has the names of the servers that you put into project.",
  });
}

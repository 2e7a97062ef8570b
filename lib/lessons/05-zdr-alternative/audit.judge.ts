import { z } from "zod";
import type { FeatureId } from "../../subjects/zdr/eligibility.ts";
import type { Outcome } from "../../exercises/answer.ts";
import { type Finding, firstFault, type Judge, show } from "../../exercises/finding.ts";
import { describeOutcome } from "../../exercises/outcome.ts";

/** A request, the features in it that ZDR does not cover, and what `auditZdr` said of it. */
interface AuditedCase {
  /** The request in words. */
  about: string;
  expected: readonly FeatureId[];
  outcome: Outcome;
}

/** What `auditZdr` found in some requests. */
export interface AuditEvidence {
  cases: readonly AuditedCase[];
}

interface Group {
  check: string;
  features: readonly FeatureId[];
  expected: string;
  advice: string;
}

const GROUPS: readonly Group[] = [
  {
    check: "05.2.connector",
    features: ["mcp-connector"],
    expected: "mcp-connector wherever a request uses it, also inside a batch",
    advice: "Look at mcp_servers and at tools; in a batch at those of each request's params.",
  },
  {
    check: "05.2.tools",
    features: ["code-execution", "programmatic-tool-calling", "dynamic-filtering"],
    expected: "each server tool that runs code, and each tool that code may call",
    advice: "The type has a date at its end, and allowed_callers says who may call a tool.",
  },
  {
    check: "05.2.stored",
    features: ["files", "skills", "batches", "message-threads"],
    expected: "files, skills, batches and message threads wherever they are",
    advice: "A file can be in any content block, also in the content of a tool_result.",
  },
  {
    check: "05.2.model",
    features: ["covered-model"],
    expected: "covered-model wherever such a model may answer",
    advice: "The table says which models, and where else a request can name one.",
  },
];

const featureList = z.array(z.string());

export const judgeAudit: Judge<AuditEvidence> = ({ cases }) => {
  const audited = cases.map(({ about, expected, outcome }) => ({
    about,
    expected,
    said: outcome.status === "returned" ? featureList.safeParse(outcome.value).data : undefined,
    returned: describeOutcome(outcome),
  }));
  return [...GROUPS.map((group) => judgeGroup(group, audited)), judgeAlarms(audited)];
};

interface Audited {
  about: string;
  expected: readonly FeatureId[];
  said: string[] | undefined;
  returned: string;
}

function judgeGroup({ features, ...words }: Group, audited: readonly Audited[]): Finding {
  const concerned = audited.filter(({ expected }) =>
    expected.some((feature) => features.includes(feature)),
  );
  const faultOf = ({ about, expected, said, returned }: Audited): string | undefined => {
    const known = expected.filter((feature) => features.includes(feature));
    const missed = known.some((feature) => said?.includes(feature) !== true);
    return missed ? `in a request with ${about}, ${returned}` : undefined;
  };
  const all = `found in all ${concerned.length} requests`;
  return firstFault(concerned, faultOf, { ...words, none: all, all });
}

function judgeAlarms(audited: readonly Audited[]): Finding {
  // An answer that never says anything has not looked.
  const looked = audited.some(({ said }) => said !== undefined && said.length > 0);
  const quiet = looked ? `none in ${audited.length} requests` : "nothing was found anywhere";
  const alarms = firstFault(audited, alarmOf, {
    check: "05.2.clean",
    expected: "nothing that the request does not use, and no feature that is covered",
    none: quiet,
    all: quiet,
    advice:
      "Each name for what is in its own line of the table, and for nothing else. Words in a text, names of tools and the fields of a schema use nothing.",
  });
  return { ...alarms, passed: looked && alarms.passed };
}

function alarmOf({ about, expected, said, returned }: Audited): string | undefined {
  const unused = (said ?? []).filter((feature) => !expected.some((known) => known === feature));
  if (said !== undefined && unused.length === 0) return undefined;
  const rest =
    unused.length === 0
      ? ""
      : `; it does not use ${[...new Set(unused)].map((name) => show(name)).join(", ")}`;
  return `for a request with ${about}, ${returned}${rest}`;
}

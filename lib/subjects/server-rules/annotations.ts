import { actOf } from "./acting-names.ts";
import { place, RESTS, type ServerRule } from "./rule.ts";
import { toolsIn } from "./seen.ts";

export const annotationRules: readonly ServerRule[] = [
  {
    id: "annotations-missing",
    severity: "warning",
    title: "A tool does not say whether it only reads, or whether it destroys",
    concerns: "Hosts that ask a person before a call; this lab's rehearsal",
    rests: `${RESTS.spec2025}: without hints a tool counts as one that destroys`,
    happens: "A host asks each time, as for the worst, or calls it in the dark.",
    todo: "Set readOnlyHint, and destructiveHint where it is false.",
    look: (seen) =>
      toolsIn(seen).flatMap(({ name, annotations: { readOnlyHint, destructiveHint } = {} }) => {
        if (readOnlyHint === undefined) return [place(name, "no readOnlyHint")];
        return readOnlyHint || destructiveHint !== undefined
          ? []
          : [place(name, "readOnlyHint is false, and there is no destructiveHint")];
      }),
  },
  {
    id: "annotations-contradict",
    severity: "warning",
    title: "A tool's annotations contradict its name, or each other",
    concerns: "Hosts that ask a person before a call; this lab's rehearsal",
    rests: RESTS.spec2025,
    happens: "What changes data may be called unasked, or a person is asked for nothing.",
    todo: "Set the hints as the tool is, or call it what it does.",
    look: (seen) =>
      toolsIn(seen).flatMap(({ name, annotations = {} }) => {
        const { readOnlyHint, destructiveHint } = annotations;
        const act = actOf(name);
        if (readOnlyHint === true && destructiveHint === true)
          return [place(name, "readOnlyHint and destructiveHint are both true")];
        if (readOnlyHint === true && (act === "writes" || act === "destroys"))
          return [place(name, `the name ${act}, and readOnlyHint is true`)];
        if (readOnlyHint === false && act === "reads")
          return [place(name, "the name reads, and readOnlyHint is false")];
        return destructiveHint === false && act === "destroys"
          ? [place(name, "the name destroys, and destructiveHint is false")]
          : [];
      }),
  },
];

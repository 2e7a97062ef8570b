/**
 * For each exercise the parts of the library's build whose code does what it asks, which no sandbox may
 * show; and what a cell may use of it all the same, with why that is no answer. `lessons` is left out anyway.
 */
export const ANSWERED_BY: Readonly<
  Record<string, readonly [hidden: readonly string[], shown: string]>
> = {
  "00.1": [[], "nothing knows what the learner saw"],
  "00.2": [[], "the SDK sends requests; which, the answer says"],
  "00.3": [[], "the SDK makes servers; with which tool, the answer says"],
  "01.1": [[], "the emulator reads such an entry and writes none"],
  "01.2": [[], "the emulator reads a toolset and writes none"],
  "01.3": [[], "the emulator writes such blocks and reads no results of its own"],
  "01.4": [[], "the emulator refuses what is wrong with a request and repairs none"],
  "01.5": [[], "the emulator fails in these ways and reads no failure"],
  "01.6": [[], "the emulator takes pinned tools and pins none"],
  "02.1": [["draw/catalog", "session/show-catalog"], "the SDK lists, in no order"],
  "02.2": [
    ["services/crm/server/resources", "services/crm/server/catalog-entries"],
    "the Hub's stand-in has tools and no catalog",
  ],
  "02.3": [[], "`rankEntries` ranks by a question's words, not by a priority"],
  "02.4": [[], "`rankEntries` and the poor catalog, which the lesson gives"],
  "02.5": [["services/crm/server/subscriptions"], "the SDK sends what it is told to"],
  "02.6": [[], "`chooseTool` and the look-alikes, which the lesson gives"],
  "03.1": [["subjects/config/lint"], "`inspectConfig` says what is wrong, from the other side"],
  "03.2": [["subjects/config/expand"], "`showExpansion` shows nothing there"],
  "03.3": [[], "nothing writes files for git"],
  "03.4": [["services/crm/server/serve-stdio"], "`startPracticeCrm`: a CRM, not how it is started"],
  "03.5": [["wire/mask"], "fields that always hold a secret are masked, and nothing else is"],
  "04.1": [
    ["subjects/tool-errors/classify", "subjects/tool-errors/rulings"],
    "`toolError`, a schema",
  ],
  "04.2": [
    ["subjects/tool-errors/result", "subjects/tool-errors/internals"],
    "`toolError`, a schema",
  ],
  "04.3": [["subjects/tool-errors/register-tool"], "`shownInput` and `argumentIssues`, as given"],
  "04.4": [
    ["subjects/tool-errors/decide", "subjects/tool-errors/retry-loop"],
    "`drawRetries` draws nothing there",
  ],
  "04.5": [["subjects/tool-errors/compare-readers"], "the calls, and not how they are counted"],
  "04.6": [["subjects/zdr/direct-tools"], "the SDK's own runner, which the lesson shows"],
  "05.1": [["subjects/zdr/eligibility"], "`drawEligibility` draws nothing there"],
  "05.2": [
    ["subjects/zdr/audit", "subjects/zdr/request-parts"],
    "`drawWhoSaw` draws nothing there",
  ],
  "05.3": [["subjects/zdr/direct-tools"], "`mcpTools` of the SDK, which the lesson teaches"],
  "05.4": [[], "the SDK's own tools, which the lesson teaches"],
  "05.5": [["subjects/zdr/who-saw"], "`drawWhoSaw` draws nothing there"],
  "06.1": [["subjects/sketch/rules"], "the examples, of which a near copy is refused"],
  "06.2": [["subjects/sketch/rules"], "the same"],
  "06.3": [["subjects/sketch/rules"], "the same"],
  "06.4": [["subjects/sketch/rules"], "the same"],
  "06.5": [["subjects/sketch/rules", "subjects/zdr/eligibility"], "the same"],
  "07.1": [["subjects/tool-errors/result"], "`resultViews`, which the lesson gives"],
  "07.2": [["subjects/hosts/listed-resources"], "`hostChanges`, which the lesson gives"],
  "07.3": [["subjects/hosts/tool-rules"], "`fitForClaude`, which leaves out what 07.3 keeps"],
  "07.4": [[], "`rulingOf` judges rules and writes none"],
  "07.5": [[], "`hostChanges` compares what it knows and searches for nothing"],
};

const PARTS = Object.values(ANSWERED_BY).flatMap(([parts]) => parts);

/** Whether a module of the build, named from there, does what an exercise asks. */
export function answersAnExercise(module: string): boolean {
  return PARTS.some((part) => module === `${part}.js` || module.startsWith(`${part}/`));
}

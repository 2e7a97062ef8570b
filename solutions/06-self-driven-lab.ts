// The source of this lesson. `npm run lab -- build` makes both notebooks from it.

// %% [markdown] id="welcome"
// # 06 · An integration sketch of your own
//
// You have called a connector, read and written Resources, kept keys out of a repository, made errors
// that a model can act on, and learned to do without the connector. Now you put it together, for a
// system of your choice.
//
// **What you will be able to do**
//
// - write down an integration so that somebody else can build it, or say no to it;
// - tell what is missing in such a sketch, before it costs anything;
// - export it as a document, config examples, and an MCP server that runs.
//
// It takes about 75 minutes, most of them for thinking: 10 to 20 for each of five exercises, and you can
// stop after any of them. Words you do not know: [glossary](00-start-here.ipynb#Glossary).

// %% id="setup"
import { check, drawCourse, drawSketch, hint, keepSketch, openLab } from "mcp-lab";
import { reviewSketch, sketchExamples, todo } from "mcp-lab";
import { type Sketch, type SketchAccess, type SketchDecisions } from "mcp-lab";
import { type SketchResources, type SketchSystem, type SketchTools } from "mcp-lab";

const lab = await openLab();

// %% [markdown] id="sketch-text"
// ## What a sketch is
//
// A sketch is **one typed value**. It names the system and its data, how the server is started and with
// which key, its Resources and tools, how they fail, and where the data may go. From it a program can
// draw, check and generate; and a person can read it in ten minutes.
//
// The lab has three, of fictional places: `sketchExamples.helpDesk`, `.warehouse` and `.clinic`. Here is
// where the clinic's data goes. Look at `.tools` or `.zdr` of any of them whenever you want to see how
// something is written.

// %% id="clinic"
drawSketch(sketchExamples.clinic);

// %% [markdown] id="review-text"
// ## How it is reviewed
//
// By rules with names: five steps, twenty points. Each rule says what it found, what to do, and which
// lesson it comes from. The checks of this lesson are these rules, and so is what an instructor sees.
//
// Somebody sketched the warehouse in a hurry. Eight things are wrong with it, and none of them would stop
// a first demonstration.

// %% id="hurried"
await reviewSketch(sketchExamples.warehouseWithFaults);

// %% [markdown] id="choose"
// ## Choose a system
//
// Take one that you know: what your team asks a colleague for, again and again. Keep secrets and names
// of people out of it. If none comes to mind, take this one, which is made up:
//
// > **The Lantern Street library** lends books to a quarter of a town. At the desk people ask which loans
// > are overdue, whether a loan can be renewed, what the lending rules say, and when the library is open.
// > Its lending system has a REST interface; the town's IT office gives out keys, which run for half a
// > year and may be limited to `loans.read`, `loans.renew` and `rules.read`. Who borrowed what falls
// > under the town's library law and may not be kept by anybody else.
//
// The sketch grows in five steps. Each has a cell for your part, and its check looks at everything that
// you have written so far; so go in order. A copy of an example earns nothing, but borrowing its form is
// what it is there for. Write so that a stranger can judge: a summary takes eight words or more, a
// description five, and each reason, time or way (why, when, how) three to five. The checks count them; three
// words of a Resource's description are neither in its title nor "when", "the" or "is". Shift+Tab on a type
// such as `SketchSystem` shows its fields.

// %% [markdown] id="exercise-1"
// ## Exercise 06.1: the system and its data (2 points)
//
// Begin with what people **ask**: two questions or more, in their words, each with what will answer it.
// That may be the URI of a Resource or the name of a tool; you write both later. Then the **data** that
// comes in, and how careful you have to be with it.
//
// | field | holds |
// |:---|:---|
// | `system` | `name`, `summary`, and its `owner`: who runs it |
// | `questions` | each with `ask` and `from`: a URI or a tool |
// | `data` | each kind with `name`, `sensitivity` and `why`. `"public"`, `"internal"`, `"personal"` (about people), or `"regulated"` (a law or contract says where it may be kept) |
// | `server` | its `name`, and `transports`: `"stdio"`, `"http"` or both |

// %% id="answer-06-1" exercise="06.1"
// BEGIN SOLUTION
const system: SketchSystem = {
  system: {
    name: "Lantern Street library",
    summary:
      "Lends books to a quarter of a town; three people at the desk answer for every loan.",
    owner: "The head librarian, with the town's IT office",
  },
  questions: [
    { ask: "Which loans are overdue by more than a week?", from: "find_loans" },
    { ask: "Renew the loan of a book", from: "renew_loan" },
    { ask: "How often may a book be renewed?", from: "library://rules" },
    { ask: "When is the library open on Saturday?", from: "library://hours" },
  ],
  data: [
    {
      name: "loans",
      sensitivity: "regulated",
      why: "They tell who reads what; the library law lets nobody else keep that.",
    },
    { name: "rules", sensitivity: "public", why: "They hang on the wall." },
  ],
  server: { name: "library", transports: ["stdio"] },
};
// END SOLUTION

// %% id="check-06-1" check="06.1"
await check("06.1", system);

// %% [markdown] id="exercise-2"
// ## Exercise 06.2: access without secrets (4 points)
//
// `config` is what `.mcp.json` will hold (lesson 03): an entry named like your server, and `${NAME}` for
// everything that is secret or differs between machines. The exported server starts with
// `node dist/src/main.js`.
//
// | field | holds |
// |:---|:---|
// | `config` | `mcpServers`, as in `.mcp.json` |
// | `variables` | each variable of the config: `name`, `secret`, `required` (one that is not has a default), `purpose` |
// | `credentials` | for each secret: its `variable`, `issuedBy`, `permissions` (the least that your questions need), and when and how it is `renewed` |

// %% id="answer-06-2" exercise="06.2"
// BEGIN SOLUTION
const access: SketchAccess = {
  config: {
    mcpServers: {
      library: {
        command: "node",
        args: ["dist/src/main.js"],
        env: {
          LENDING_KEY: "${LENDING_KEY}",
          LENDING_URL: "${LENDING_URL:-https://lending.example}",
        },
      },
    },
  },
  variables: [
    {
      name: "LENDING_KEY",
      secret: true,
      required: true,
      purpose: "Opens the lending system for this server",
    },
    {
      name: "LENDING_URL",
      secret: false,
      required: false,
      purpose: "Points to the practice system while testing",
    },
  ],
  credentials: [
    {
      variable: "LENDING_KEY",
      issuedBy: "The town's IT office, on the head librarian's request",
      permissions: ["loans.read", "loans.renew", "rules.read"],
      renewed: "Each January and July, when the old key ends",
    },
  ],
};
// END SOLUTION

// %% id="check-06-2" check="06.2"
await check("06.2", { ...system, ...access });

// %% [markdown] id="exercise-3"
// ## Exercise 06.3: a catalog of Resources (4 points)
//
// What is worth having at hand before any tool is called? A glossary, rules, a list that changes weekly.
// Write two Resources or more (lesson 02).
//
// | field | holds |
// |:---|:---|
// | `resources` | each with `uri`, and a `title` and `description` to choose by |
// | | `mimeType`, `audience` (a list of `"user"` and `"assistant"`, or one of them), and `priority` from 0 to 1: what to read first |
// | | `size`: `"small"` (below 2 kB), `"medium"` (below 50 kB) or `"large"` |
// | | `permission`, one of step 2 or `"none"`, and `data`, kinds of step 1 (a list, perhaps empty) |
// | `resourcesVia` | who reads them: an `"mcp-client"` or the `"connector"`? |

// %% id="answer-06-3" exercise="06.3"
// BEGIN SOLUTION
const catalog: SketchResources = {
  resources: [
    {
      uri: "library://rules",
      title: "Lending rules",
      description:
        "How long a book is lent, how often it may be renewed, and the fees.",
      mimeType: "text/markdown",
      priority: 0.9,
      audience: ["assistant"],
      size: "small",
      permission: "rules.read",
      data: ["rules"],
    },
    {
      uri: "library://hours",
      title: "Opening hours",
      description:
        "When the library is open, Monday to Saturday, with holidays of this year.",
      mimeType: "application/json",
      priority: 0.5,
      audience: ["assistant", "user"],
      size: "small",
      permission: "rules.read",
      data: ["rules"],
    },
  ],
  resourcesVia: "mcp-client",
};
// END SOLUTION

// %% id="check-06-3" check="06.3"
await check("06.3", { ...system, ...access, ...catalog });

// %% [markdown] id="tool-text"
// A tool is the largest piece of a sketch. Here is a whole one, of the help desk, and the first row of its table
// of errors.

// %% id="tool"
const helpDesk = sketchExamples.helpDesk;
console.dir(helpDesk.tools[0], { depth: 4 });
console.dir(helpDesk.errors[0]);

// %% [markdown] id="exercise-4"
// ## Exercise 06.4: tools that fail well (6 points)
//
// Write the tools that your questions name, and one table for how all of them fail (lesson 04). Begin small: one
// tool that only reads, with three rows. Run the check, then go on with what it says.
//
// | field | holds |
// |:---|:---|
// | `tools` | each with `name`, `title`, `description`, and its `effect`: `"reads"` or `"writes"` |
// | | `input`: each with `name`, `type` (`"string"`, `"number"`, `"integer"` or `"boolean"`), `description`, `required`; `allowed` where only some texts are, `minimum` and `maximum` where a number has them |
// | | `annotations`: `readOnlyHint`, `destructiveHint`, `idempotentHint`, `openWorldHint` |
// | | `idempotencyKey`, for each that writes: the required input that makes a repeated write harmless |
// | | `permission` (or `"none"`), `data`, and `errors`: the codes that it can fail with |
// | `errors` | each `code` of lesson 04 once, with `when`, `retryable`, `permission`, `who_can_fix` and a `hint`: a wrong argument, a missing permission and an outage at least |
//
// Two rules look across the sketch. **Every question finds what answers it**: the matcher of lesson 02
// ranks Resources and tools by their texts, and what you named in `from` has to come first or second.
// And **the credentials may do what is needed, and no more**: compare the permissions with step 2.

// %% id="answer-06-4" exercise="06.4"
// BEGIN SOLUTION
const tools: SketchTools = {
  tools: [
    {
      name: "find_loans",
      title: "Find loans",
      description: "Lists loans that are overdue by some days, or all of one card.",
      effect: "reads",
      input: [
        {
          name: "card",
          type: "string",
          description: "Card number, eight digits",
          required: false,
        },
        {
          name: "overdue_days",
          type: "number",
          description: "Overdue by at least this many days",
          required: false,
        },
      ],
      annotations: {
        readOnlyHint: true,
        destructiveHint: false,
        idempotentHint: true,
        openWorldHint: false,
      },
      permission: "loans.read",
      data: ["loans"],
      errors: ["VALIDATION", "UNAUTHENTICATED", "UNAVAILABLE"],
    },
    {
      name: "renew_loan",
      title: "Renew a loan",
      description:
        "Renews the loan of one book by three weeks, unless somebody waits for it.",
      effect: "writes",
      input: [
        {
          name: "loan",
          type: "string",
          description: "Loan id from find_loans",
          required: true,
        },
        {
          name: "renewal_key",
          type: "string",
          description: "A fresh UUID; the same one when the call is repeated",
          required: true,
        },
      ],
      annotations: {
        readOnlyHint: false,
        destructiveHint: false,
        idempotentHint: true,
        openWorldHint: false,
      },
      idempotencyKey: "renewal_key",
      permission: "loans.renew",
      data: ["loans"],
      errors: ["VALIDATION", "CONFLICT", "PERMISSION_DENIED", "TIMEOUT"],
    },
  ],
  errors: [
    {
      code: "VALIDATION",
      when: "A card or loan number that is not written as asked",
      retryable: false,
      permission: "not-involved",
      who_can_fix: "model",
      hint: "Correct the number and call again.",
    },
    {
      code: "CONFLICT",
      when: "Somebody has reserved the book, or it was renewed too often",
      retryable: false,
      permission: "not-involved",
      who_can_fix: "model",
      hint: "Tell the reader the due day; do not try again.",
    },
    {
      code: "UNAUTHENTICATED",
      when: "The half year of the key is over",
      retryable: false,
      permission: "key-refused",
      who_can_fix: "operator",
      hint: "Stop and have the IT office send a new key.",
    },
    {
      code: "PERMISSION_DENIED",
      when: "The key was given out without loans.renew",
      retryable: false,
      permission: "not-allowed",
      who_can_fix: "operator",
      hint: "Stop and ask the head librarian about loans.renew.",
    },
    {
      code: "UNAVAILABLE",
      when: "The lending system is closed on Sunday night",
      retryable: true,
      permission: "not-involved",
      who_can_fix: "time",
      hint: "Try again on Monday morning.",
    },
    {
      code: "TIMEOUT",
      when: "The lending system took longer than eight seconds",
      retryable: true,
      permission: "not-involved",
      who_can_fix: "time",
      hint: "Renew once more with the same renewal_key.",
    },
  ],
};
// END SOLUTION

// %% id="check-06-4" check="06.4"
await check("06.4", { ...system, ...access, ...catalog, ...tools });

// %% [markdown] id="exercise-5"
// ## Exercise 06.5: who may see the data (4 points)
//
// Now decide. Does data have to stay under Zero Data Retention (lesson 05)? The MCP connector is not
// covered by it, and the API does not stop you. If the connector is used, its allow-list denies by
// default (lesson 01) and names what the server really lists.
//
// Write down the **direct path** in any case. And list what you do not know yet, and who can answer it: a sketch
// without open questions has not been shown to anybody.
//
// | field | holds |
// |:---|:---|
// | `connector` | `status: "not-used"` and `why`; or `status: "used"` and its `servers`, each with `name`, `url`, `default_config` and `configs` as in an `mcp_toolset` (and for somebody else's server the names that you saw it list, as `listed`) |
// | `zdr` | `required`, `why`, the `path` that your server's data goes (`"direct"` or `"connector"`), the `features` of the API that you use (such as `"messages"`, `"own-tools"`, `"prompt-caching"`, `"mcp-connector"`, `"files"`, `"batches"`), and those of them that are `notCovered` |
// | `direct` | `allow`: the tools, `runsOn`, `credentialsHeldBy`, and `history`: `"in-request"` or kept as a `"thread"` |
// | `openQuestions` | each `question` with `who` can answer it |

// %% id="answer-06-5" exercise="06.5"
// BEGIN SOLUTION
const decisions: SketchDecisions = {
  connector: {
    status: "not-used",
    why: "Loans fall under the library law, and no arrangement covers the connector",
  },
  zdr: {
    required: true,
    why: "The library law lets nobody else keep who reads what",
    path: "direct",
    features: ["messages", "own-tools"],
    notCovered: [],
  },
  direct: {
    allow: ["find_loans", "renew_loan"],
    runsOn: "The desk's own computer, inside the town's network",
    credentialsHeldBy: "The desk service, from its environment",
    history: "in-request",
  },
  openQuestions: [
    {
      question: "May the assistant renew without the reader's word?",
      who: "The head librarian",
    },
  ],
};
// END SOLUTION

// %% id="check-06-5" check="06.5"
await check("06.5", { ...system, ...access, ...catalog, ...tools, ...decisions });

// %% [markdown] id="whole-text"
// ## The whole sketch
//
// Put together, it is reviewed once more and drawn. Read the picture as the person who has to approve
// it: who gets which data, and who holds the key?

// %% id="whole"
const mySketch: Sketch = {
  ...system,
  ...access,
  ...catalog,
  ...tools,
  ...decisions,
};
await reviewSketch(mySketch);
drawSketch(mySketch);

// %% [markdown] id="export-text"
// ## Export it
//
// Keep the sketch, then run this in a terminal, in the lab's folder:
//
// ```sh
// npm run lab -- sketch --out ../my-integration
// ```
//
// | it writes | for |
// |:---|:---|
// | `SKETCH.md` and `sketch.svg` | the people who approve, build or run it |
// | `.mcp.json.example`, `.env.example`, `.gitignore` | a repository without secrets |
// | `src/`, `tests/`, `package.json` | an MCP server that lists your Resources and tools, over stdio and HTTP |
//
// Its tools are empty, and one test for each says what is still to be written: `npm install`, then
// `npm test`. Change what you like and export again: a file that you changed is kept, and the new one is
// put beside it.

// %% id="keep"
keepSketch(mySketch);

// %% [markdown] id="next"
// ## Next
//
// That was the course. (What Claude Code makes of a server such as the one you exported is in
// [lesson 07](07-in-a-real-host.ipynb).) Show `SKETCH.md` to the person who owns the system, and begin with the first
// open question. Below is how far you have come.

// %% id="course"
drawCourse();

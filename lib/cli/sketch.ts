import { countText } from "../base/counted.ts";
import { existsSync, readFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { Option } from "commander";
import { LabError } from "../base/lab-error.ts";
import { findProject, makeFolders, stateFolder } from "../base/project.ts";
import { drawSketchFlow } from "../draw/sketch-flow.ts";
import { sketchFile } from "../session/sketch.ts";
import { sketchExamples } from "../subjects/sketch/examples/examples.ts";
import { exportFiles } from "../subjects/sketch/export/export-files.ts";
import { fileName } from "../subjects/sketch/export/file-names.ts";
import { inspectSketch } from "../subjects/sketch/inspect-sketch.ts";
import { flowOf } from "../subjects/sketch/flow.ts";
import { readSketch } from "../subjects/sketch/read-sketch.ts";
import { type Ruled, reviewSteps } from "../subjects/sketch/review.ts";
import { SECRETS_RULE } from "../subjects/sketch/rules/access.ts";
import type { Sketch } from "../subjects/sketch/sketch.ts";
import { readTemplate, type WrittenExport, writeExport } from "../subjects/sketch/write-export.ts";
import { jsonOption, type LabCommand, type Terminal } from "./command.ts";

const EXAMPLES = {
  "help-desk": sketchExamples.helpDesk,
  warehouse: sketchExamples.warehouse,
  clinic: sketchExamples.clinic,
};

export const command: LabCommand = {
  configure(options) {
    options
      .option("--out <folder>", "where to (default: .lab/sketch/<server> in the lab)")
      .addOption(
        new Option("--example <name>", "one of the lab's own sketches instead of yours").choices(
          Object.keys(EXAMPLES),
        ),
      )
      .addOption(jsonOption())
      .addHelpText(
        "after",
        "\nWrites the sketch that lesson 06 kept as SKETCH.md, config examples and an MCP server that" +
          "\nruns. What you changed in an earlier export is kept; the new file is put beside it.",
      );
  },

  async run(invocation, terminal) {
    const { out, example, json } = invocation.opts<{
      out?: string;
      example?: keyof typeof EXAMPLES;
      json?: boolean;
    }>();
    const root = findProject(terminal.cwd);
    const sketch = example === undefined ? loadSketch(root) : EXAMPLES[example];
    const ruled = await review(sketch);
    const open = ruled.filter(({ status }) => status !== "pass");
    const folder =
      out === undefined
        ? join(stateFolder(root), "sketch", fileName(sketch.server.name))
        : resolve(terminal.cwd, out);
    makeFolders([folder]);
    const title = `Data flow of ${sketch.system.name}`;
    const picture = drawSketchFlow(title, flowOf(sketch)).markup;
    const written = writeExport(folder, exportFiles(sketch, picture, ruled, readTemplate()));
    const rules = open.map(({ rule, found }) => ({ rule: rule.id, found }));
    if (json) terminal.print(JSON.stringify({ folder, ...written, open: rules }));
    else report(terminal, folder, written, open);
    return 0;
  },
};

/** Throws LabError `no-sketch`, `sketch-unreadable`, and what `readSketch` throws. */
function loadSketch(root: string): Sketch {
  const file = sketchFile(root);
  if (!existsSync(file)) {
    throw new LabError("no-sketch", {
      what: "No sketch has been kept yet.",
      where: relative(root, file),
      remedy:
        "Run lesson 06 up to keepSketch in Jupyter (a check keeps no sketch), or try --example help-desk, warehouse or clinic.",
    });
  }
  return readSketch(parse(root, file), relative(root, file));
}

function parse(root: string, file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch (cause) {
    throw new LabError("sketch-unreadable", {
      what: "The kept sketch cannot be read.",
      where: relative(root, file),
      remedy: "Run the cell with keepSketch in lesson 06 again.",
      cause,
    });
  }
}

/** What the review says. Throws LabError `sketch-has-secret`: a sketch may be exported with faults, not with a secret. */
async function review(sketch: Sketch): Promise<Ruled[]> {
  const ruled = reviewSteps(sketch, await inspectSketch(sketch), []).flatMap((step) => step.ruled);
  const secret = ruled.find(({ rule, status }) => rule.id === SECRETS_RULE && status === "fail");
  if (secret === undefined) return ruled;
  throw new LabError("sketch-has-secret", {
    what: "Nothing was exported: a secret, or a default for one, would be written into the files.",
    where: secret.found,
    remedy: `${secret.remedy} Then run the cell with keepSketch in lesson 06 again.`,
  });
}

function report(
  terminal: Terminal,
  folder: string,
  { files, left }: WrittenExport,
  open: readonly Ruled[],
): void {
  for (const { status, path, kept } of files) {
    if (status === "written") terminal.print(`wrote  ${path}`);
    if (status === "beside") terminal.print(`kept   ${kept}, which you changed; wrote ${path}`);
  }
  const unchanged = files.filter(({ status }) => status === "unchanged").length;
  if (unchanged > 0) terminal.print(`${countText(unchanged, "file is", "files are")} unchanged.`);
  for (const path of left) terminal.print(`left   ${path}, which the sketch no longer has`);
  terminal.print(`The sketch is in ${folder}`);
  terminal.print(
    "What to do: read SKETCH.md there; for the server run npm install, then npm test.",
  );
  for (const { rule, found } of open) terminal.print(`Still open: ${rule.title}. Found: ${found}`);
}

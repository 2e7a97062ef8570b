import { countText } from "../../base/counted.ts";
import type { MergedNotebook } from "../../notebook/merge/merge-notebook.ts";
import { button, el } from "./elements.ts";

/** Says what a new version of the lesson has changed. */
export function newVersionNotice({
  added,
  changed,
  removed,
  conflict,
  orphaned,
}: MergedNotebook["changes"]): HTMLElement {
  const lesson = added.length + changed.length + removed.length;
  const mine = conflict.length + orphaned.length;
  return el(
    "p",
    { class: "notice accent" },
    `This lesson has a new version (${countText(lesson, "cell")} new, changed or gone). Your answers are as you left them.`,
    ...(mine === 0
      ? []
      : [` In ${countText(mine, "place")} both of you changed a cell: a note there shows yours.`]),
  );
}

/** Says that the kernel has ended, until it is started again. */
export function endedNotice(actions: { start: () => void; runAbove: () => void }): HTMLElement {
  return el(
    "div",
    { class: "notice fail ended", hidden: true },
    el(
      "p",
      {},
      "The kernel has ended, and all variables are gone. The setup cell and the cells above yours must run again.",
    ),
    el(
      "div",
      { class: "choices" },
      button("Start and run all above", actions.runAbove),
      button("Start it again", actions.start),
    ),
  );
}

/** Says that another tab has kept this lesson, until the page is loaded again. */
export function elsewhereNotice(reload: () => void): HTMLElement {
  return el(
    "div",
    { class: "notice live elsewhere", role: "alert", hidden: true },
    el(
      "p",
      {},
      "You have changed this lesson in another tab, too. What you change last is kept, in whatever tab: go on in one of them. To go on here, load the lesson again; it then has what you did there.",
    ),
    el("div", { class: "choices" }, button("Load it again", reload)),
  );
}

const KEYS: readonly [string, string][] = [
  ["Shift+Enter", "run the cell and go to the next"],
  ["Ctrl+Enter", "run the cell and stay"],
  ["Enter", "on a cell: into its editor"],
  ["Escape", "out of the editor, to the cell; then Tab goes on, ↑ and ↓ go to other cells"],
  ["Tab", "in the editor: complete a name, or indent"],
  ["Shift+Tab", "in the editor: what the name at the cursor is"],
  ["B", "on a cell: add a cell below"],
  ["D D, Z", "on a cell: delete it, bring it back"],
];

/** How the page is used. */
export function helpText(): HTMLElement[] {
  return [
    el(
      "p",
      {},
      "Work your way down: every cell needs the ones above it. If you come back later, run the setup cell and every cell down to yours again; Run all above does that.",
    ),
    el(
      "p",
      {},
      "An editor that you reach with Tab is left with Tab. Once you type in it, or after a click or Enter, Tab indents: press Escape, then Tab, to leave it.",
    ),
    el(
      "dl",
      { class: "keys" },
      ...KEYS.flatMap(([key, does]) => [el("dt", {}, el("kbd", {}, key)), el("dd", {}, does)]),
    ),
    el(
      "p",
      {},
      "Everything stays in this browser. Download notebook makes an ordinary .ipynb file: Jupyter opens it, and it can be handed in.",
    ),
  ];
}

import type { EditorView } from "@codemirror/view";
import type { JsonObject } from "../../base/json.ts";
import { cellRole } from "../../notebook/cell-role.ts";
import type { CodeCell, Notebook } from "../../notebook/notebook.ts";
import type { Kernel } from "../kernel.ts";
import { createEditor, enterEditor } from "./editor.ts";
import { button, el } from "./elements.ts";
import { renderedMarkdown, type Surroundings } from "./markdown.ts";
import { OutputsView } from "./outputs.ts";

/** A cell of a notebook. */
export type Cell = Notebook["cells"][number];

/** What a cell asks of its notebook. */
export interface CellHost {
  surroundings: Surroundings;
  kernel: () => Kernel;
  run: (cell: CodeCellView, then: "next" | "stay") => void;
  runAbove: (cell: CodeCellView) => void;
  addBelow: (cell: CellView) => void;
  remove: (cell: CellView) => void;
  edited: () => void;
  tell: (words: string) => void;
}

/** What every cell has: an element that can be focused, a name, and what is kept of it. */
export interface CellView {
  readonly element: HTMLElement;
  readonly isDeletable: boolean;
  /** The cell as it is now. */
  cell: () => Cell;
  /** Says which cell of the notebook it is, counted from 1. */
  place: (number: number) => void;
}

/** The element of the page that says how an editor is left. */
export const LEAVING = "how-to-leave";

let labels = 0;

function cellElement(kind: string): { element: HTMLElement; label: HTMLElement } {
  labels += 1;
  const label = el("span", { class: "visually-hidden", id: `cell-label-${labels}` });
  const element = el(
    "section",
    { class: `cell ${kind}`, role: "group", "aria-labelledby": label.id, tabindex: -1 },
    label,
  );
  return { element, label };
}

/** A text of the lesson, as it is read. */
export class TextCellView implements CellView {
  readonly element: HTMLElement;
  readonly isDeletable: boolean;
  readonly #label: HTMLElement;
  readonly #cell: Cell;

  constructor(cell: Cell, host: CellHost) {
    const { element, label } = cellElement("text");
    this.#cell = cell;
    this.#label = label;
    this.isDeletable = cell.metadata["deletable"] !== false;
    const { cell_type: type, source } = cell;
    const text =
      type === "markdown" ? renderedMarkdown(source, host.surroundings) : el("pre", {}, source);
    element.append(el("div", { class: "prose" }, text));
    this.element = element;
  }

  cell(): Cell {
    return this.#cell;
  }

  place(number: number): void {
    this.#label.textContent = `Text cell ${number}`;
  }
}

/** A cell that runs: its number, its editor, what can be done with it, what it has put out. */
export class CodeCellView implements CellView {
  readonly element: HTMLElement;
  readonly isDeletable: boolean;
  readonly editor: EditorView;
  readonly #label: HTMLElement;
  readonly #prompt: HTMLElement = el("span", { class: "prompt" });
  readonly #run: HTMLButtonElement;
  readonly #outputs: OutputsView;
  readonly #cell: CodeCell;
  /** How many runs of it are asked for and not over. */
  #waiting = 0;

  constructor(cell: CodeCell, host: CellHost) {
    const { element, label } = cellElement("code");
    this.element = element;
    this.#cell = { ...cell };
    this.#label = label;
    this.isDeletable = cell.metadata["deletable"] !== false;
    this.editor = createEditor({
      source: cell.source,
      isReadOnly: cell.metadata["editable"] === false,
      labelledBy: label.id,
      describedBy: LEAVING,
      kernel: host.kernel,
      onEdit: host.edited,
      onRun: (then) => host.run(this, then),
      onLeave: () => element.focus(),
      tell: host.tell,
    });
    this.#run = button("▶", () => host.run(this, "stay"), { class: "run" });
    this.#outputs = new OutputsView(host.surroundings);
    element.append(
      el("div", { class: "side" }, this.#prompt, this.#run),
      el("div", { class: "source" }, this.editor.dom),
      this.#actions(host),
      this.#outputs.element,
    );
    element.addEventListener("keydown", (event) => this.#onKey(event));
    this.#outputs.show(cell.outputs);
    this.#showPrompt();
  }

  #actions(host: CellHost): HTMLElement {
    return el(
      "div",
      { class: "actions" },
      button("Run all above", () => host.runAbove(this)),
      button("Add cell below", () => host.addBelow(this)),
      ...(this.isDeletable ? [button("Delete", () => host.remove(this))] : []),
    );
  }

  /** On the cell itself: Enter goes into the editor, Tab to what can be done with the cell. */
  #onKey(event: KeyboardEvent): void {
    if (event.target !== this.element || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Enter" && !event.shiftKey) enterEditor(this.editor);
    else if (event.key === "Tab" && !event.shiftKey) {
      this.element.querySelector<HTMLElement>(".actions button")?.focus();
    } else return;
    event.preventDefault();
  }

  cell(): CodeCell {
    return { ...this.#cell, source: this.source };
  }

  get source(): string {
    return this.editor.state.doc.toString();
  }

  place(number: number): void {
    const { exercise, role } = cellRole(this.#cell);
    const part = exercise === undefined ? "" : `, ${role === "check" ? "check" : "exercise"}`;
    this.#label.textContent = `Code cell ${number}${part} ${exercise ?? ""}`.trim();
    this.#run.setAttribute("aria-label", `Run code cell ${number}`);
  }

  /** What it is called, for those who do not see it. */
  get name(): string {
    return this.#label.textContent;
  }

  /** A run was asked for: what was put out before goes. */
  begin(): void {
    this.#waiting += 1;
    this.output([]);
    this.#showPrompt();
  }

  output(outputs: readonly JsonObject[]): void {
    this.#cell.outputs = [...outputs];
    this.#outputs.show(outputs);
  }

  /** The run is over, as the nth of this kernel; without a number it did not come to that. */
  end(count: number | null): void {
    this.#waiting -= 1;
    this.#cell.execution_count = count;
    this.#showPrompt();
  }

  #showPrompt(): void {
    const count = this.#cell.execution_count;
    this.#prompt.textContent = `[${this.#waiting > 0 ? "*" : (count ?? " ")}]`;
    this.element.classList.toggle("busy", this.#waiting > 0);
  }
}

import type { Notebook } from "../../notebook/notebook.ts";
import {
  type Cell,
  type CellHost,
  type CellView,
  CodeCellView,
  TextCellView,
} from "./cell-view.ts";
import { enterEditor } from "./editor.ts";
import { button, el } from "./elements.ts";
import { anchorOf } from "./links.ts";
import type { Surroundings } from "./markdown.ts";
import { Runner } from "./runner.ts";
import type { Session } from "./session.ts";

/** What a notebook is shown with. */
interface NotebookSettings {
  notebook: Notebook;
  session: Session;
  surroundings: Surroundings;
  /** Something in it has changed: a source, an output, a cell. */
  changed: () => void;
  tell: (words: string) => void;
}

/** A notebook: its cells from top to bottom, and what can be done with them. */
export class NotebookView {
  readonly element: HTMLElement = el("div", { class: "notebook" });
  readonly runner: Runner;
  readonly #settings: NotebookSettings;
  readonly #host: CellHost;
  #cells: CellView[];
  #selected: CellView | undefined;
  #deleted: { view: CellView; notice: HTMLElement }[] = [];
  #lastKey = "";

  constructor(settings: NotebookSettings) {
    const { notebook, session, surroundings, changed, tell } = settings;
    this.#settings = settings;
    this.runner = new Runner({ session, tell, ran: changed });
    this.#host = {
      surroundings,
      tell,
      kernel: () => session.kernel,
      run: (cell, then) => void this.#run(cell, then),
      runAbove: (cell) => void this.runAbove(cell),
      addBelow: (cell) => this.#addBelow(cell),
      remove: (cell) => this.#remove(cell),
      edited: changed,
    };
    this.#cells = notebook.cells.map((cell) => this.#viewOf(cell));
    this.element.append(...this.#cells.map(({ element }) => element));
    this.element.addEventListener("focusin", ({ target }) => this.#select(target));
    this.element.addEventListener("keydown", (event) => this.#onKey(event));
    this.#place();
  }

  /** The notebook as it is now. */
  get notebook(): Notebook {
    const { metadata } = this.#settings.notebook;
    return { metadata, cells: this.#cells.map((view) => view.cell()) };
  }

  async runSelected(): Promise<void> {
    const cell = this.#selected ?? this.#codeCells()[0];
    if (cell !== undefined) await this.#run(cell, "next");
  }

  async runAll(): Promise<void> {
    await this.runner.run(this.#codeCells());
  }

  /** Runs every cell above this one; above the one that was last worked in, without one. */
  async runAbove(cell: CellView | undefined = this.#selected): Promise<void> {
    const end = cell === undefined ? 0 : this.#cells.indexOf(cell);
    await this.runner.run(this.#codeCells(this.#cells.slice(0, Math.max(0, end))));
  }

  /** Shows a heading of the lesson; false where there is none of this name. */
  showHeading(name: string): boolean {
    const headings = [...this.element.querySelectorAll<HTMLElement>("[data-anchor]")];
    const wanted = anchorOf(name).toLowerCase();
    const heading = headings.find((one) => one.dataset["anchor"]?.toLowerCase() === wanted);
    heading?.focus();
    heading?.scrollIntoView();
    return heading !== undefined;
  }

  #codeCells(cells: readonly CellView[] = this.#cells): CodeCellView[] {
    return cells.filter((cell) => cell instanceof CodeCellView);
  }

  #viewOf(cell: Cell): CellView {
    return cell.cell_type === "code"
      ? new CodeCellView(cell, this.#host)
      : new TextCellView(cell, this.#host);
  }

  #place(): void {
    for (const [index, cell] of this.#cells.entries()) cell.place(index + 1);
  }

  #select(target: EventTarget | null): void {
    const cell = this.#cells.find(
      ({ element }) => target instanceof Node && element.contains(target),
    );
    if (cell === undefined) return;
    this.#selected?.element.classList.remove("selected");
    this.#selected = cell;
    cell.element.classList.add("selected");
  }

  async #run(cell: CellView, then: "next" | "stay"): Promise<void> {
    const running = cell instanceof CodeCellView ? this.runner.run([cell]) : undefined;
    if (then === "next") {
      const next = this.#cells[this.#cells.indexOf(cell) + 1];
      if (next === undefined) this.#addBelow(cell);
      else this.#go(next);
    }
    await running;
  }

  #go(cell: CellView | undefined): void {
    cell?.element.focus({ preventScroll: true });
    cell?.element.scrollIntoView({ block: "nearest" });
  }

  #addBelow(cell: CellView): void {
    const view = new CodeCellView(
      {
        cell_type: "code",
        id: crypto.randomUUID().slice(0, 8),
        metadata: {},
        source: "",
        execution_count: null,
        outputs: [],
      },
      this.#host,
    );
    this.#cells.splice(this.#cells.indexOf(cell) + 1, 0, view);
    cell.element.after(view.element);
    this.#changedCells();
    enterEditor(view.editor);
  }

  #remove(view: CellView): void {
    if (!view.isDeletable) return;
    const undo = button("Undo", () => this.#bringBack());
    const notice = el("div", { class: "deleted" }, el("span", {}, "Cell deleted."), undo);
    view.element.replaceWith(notice);
    this.#cells = this.#cells.filter((one) => one !== view);
    for (const { notice: earlier } of this.#deleted) earlier.hidden = true;
    this.#deleted.push({ view, notice });
    this.#changedCells();
    undo.focus();
    this.#settings.tell("Cell deleted.");
  }

  #bringBack(): void {
    const last = this.#deleted.pop();
    if (last === undefined) return;
    last.notice.replaceWith(last.view.element);
    const shown = new Map(this.#cells.concat(last.view).map((cell) => [cell.element, cell]));
    this.#cells = [...this.element.children].flatMap(
      (element) => (element instanceof HTMLElement ? shown.get(element) : undefined) ?? [],
    );
    const before = this.#deleted.at(-1);
    if (before !== undefined) before.notice.hidden = false;
    this.#changedCells();
    this.#go(last.view);
  }

  #changedCells(): void {
    this.#place();
    this.#settings.changed();
  }

  /** The keys of Jupyter's command mode, for a cell that is focused itself. */
  #onKey(event: KeyboardEvent): void {
    const cell = this.#cells.find(({ element }) => element === event.target);
    if (cell === undefined || event.defaultPrevented || event.altKey) return;
    const at = this.#cells.indexOf(cell);
    const isPlain = !event.ctrlKey && !event.metaKey && !event.shiftKey;
    const plain: Record<string, () => void> = {
      ArrowUp: () => this.#go(this.#cells[at - 1]),
      ArrowDown: () => this.#go(this.#cells[at + 1]),
      b: () => this.#addBelow(cell),
      z: () => this.#bringBack(),
      d: () => {
        if (this.#lastKey === "d") this.#remove(cell);
      },
    };
    if (event.key === "Enter" && !isPlain) void this.#run(cell, event.shiftKey ? "next" : "stay");
    else if (isPlain && plain[event.key] !== undefined) plain[event.key]?.();
    else return;
    this.#lastKey = this.#lastKey === "d" ? "" : event.key;
    event.preventDefault();
  }
}

import { button, el } from "./elements.ts";
import type { Session } from "./session.ts";

/** What the toolbar can do with the notebook. */
export interface ToolbarActions {
  run: () => void;
  runAbove: () => void;
  runAll: () => void;
  restart: () => void;
  download: () => void;
  open: () => void;
  reset: () => void;
  mode: () => void;
  help: () => void;
}

const STATES = {
  starting: "Getting the compiler ready…",
  idle: "Ready",
  busy: "Running…",
  ended: "Ended",
} as const;

/** The notebook's toolbar: what to do, who answers, and how the kernel is. */
export class Toolbar {
  readonly element: HTMLElement;
  readonly #session: Session;
  readonly #state = el("span", { class: "state" });
  readonly #mode: HTMLButtonElement;
  readonly #restart: HTMLButtonElement;

  constructor(session: Session, actions: ToolbarActions) {
    this.#session = session;
    this.#mode = button("", actions.mode, { class: "mode", "aria-haspopup": "dialog" });
    this.#restart = button("", actions.restart, { "aria-haspopup": "dialog" });
    this.element = el(
      "div",
      { class: "toolbar", role: "group", "aria-label": "Notebook" },
      button("▶ Run", actions.run, { class: "main", title: "Run this cell (Shift+Enter)" }),
      button("Run all", actions.runAll),
      this.#restart,
      menu("More", [
        ["Run all above", actions.runAbove],
        ["Download notebook", actions.download],
        ["Open notebook…", actions.open],
        ["Reset lesson…", actions.reset],
        ["Help", actions.help],
      ]),
      el("span", { class: "status" }, this.#state, this.#mode),
    );
    this.show();
  }

  /** Shows how the kernel is now. */
  show(): void {
    const { state, mode } = this.#session;
    this.#state.textContent = STATES[state];
    this.#state.dataset["state"] = state;
    this.#restart.textContent = state === "busy" ? "■ Stop…" : "Restart…";
    this.#mode.textContent = mode === "live" ? "Mode: live" : "Mode: rehearsal";
    this.#mode.classList.toggle("live", mode === "live");
    this.#mode.title =
      mode === "live" ? "Claude answers; back to rehearsal…" : "A stand-in answers; go live…";
  }
}

/** A button that unfolds others; it folds up again behind each, and with Escape. */
function menu(label: string, entries: readonly [string, () => void][]): HTMLElement {
  const summary = el("summary", {}, label);
  const folded = el("details", { class: "menu" }, summary);
  const close = (): void => {
    folded.open = false;
  };
  folded.append(
    el(
      "div",
      { class: "entries" },
      ...entries.map(([name, act]) =>
        button(name, () => {
          close();
          summary.focus();
          act();
        }),
      ),
    ),
  );
  folded.addEventListener("keydown", ({ key }) => {
    if (key !== "Escape" || !folded.open) return;
    close();
    summary.focus();
  });
  // Not every browser focuses a button that is pressed.
  folded.addEventListener("mousedown", (event) => {
    if (event.target !== summary) event.preventDefault();
  });
  folded.addEventListener("focusout", ({ relatedTarget }) => {
    if (!(relatedTarget instanceof Node) || !folded.contains(relatedTarget)) close();
  });
  return folded;
}

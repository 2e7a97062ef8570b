import { type Json, type JsonObject, isObject } from "../../base/json.ts";
import { el, scrollsByKeyboard } from "./elements.ts";
import { placeLinks, type Surroundings } from "./markdown.ts";
import { sanitized } from "./sanitize.ts";

/** As much of a text as is shown; a page with more of it can no longer be scrolled. */
const SHOWN_CHARACTERS = 100_000;

/** What a cell has put out, drawn at most once a frame. What stays the same keeps its place and state. */
export class OutputsView {
  readonly element: HTMLElement = el("div", { class: "outputs" });
  readonly #surroundings: Surroundings;
  #next: readonly JsonObject[] = [];
  #drawn: { output: JsonObject; node: HTMLElement }[] = [];
  #isAsked = false;

  constructor(surroundings: Surroundings) {
    this.#surroundings = surroundings;
  }

  show(outputs: readonly JsonObject[]): void {
    this.#next = outputs;
    if (this.#isAsked) return;
    this.#isAsked = true;
    requestAnimationFrame(() => this.#draw());
  }

  #draw(): void {
    this.#isAsked = false;
    const before = this.#drawn;
    this.#drawn = this.#next.map((output, index) => {
      const drawn = before[index];
      if (drawn !== undefined && isSame(drawn.output, output)) return drawn;
      return { output: structuredClone(output), node: drawnOutput(output, this.#surroundings) };
    });
    for (const [index, { node }] of this.#drawn.entries()) {
      const there = this.element.childNodes[index];
      if (there === undefined) this.element.append(node);
      else if (there !== node) there.replaceWith(node);
    }
    while (this.element.childNodes.length > this.#drawn.length) this.element.lastChild?.remove();
  }
}

function isSame(one: JsonObject, other: JsonObject): boolean {
  return one === other || JSON.stringify(one) === JSON.stringify(other);
}

function drawnOutput(output: JsonObject, surroundings: Surroundings): HTMLElement {
  const { output_type: type, name, data } = output;
  if (type === "stream") return stream(joined(output["text"]), name === "stderr");
  if (type === "error") return stream(joined(output["traceback"], "\n"), true);
  const bundle = isObject(data) ? data : {};
  const text = joined(bundle["text/plain"]);
  for (const mime of ["text/html", "image/svg+xml"] as const) {
    if (bundle[mime] === undefined) continue;
    return drawing(joined(bundle[mime]), text, surroundings);
  }
  return stream(text, false);
}

/** nbformat has a text as one string or as a list of lines. */
function joined(text: Json | undefined, between = ""): string {
  const lines = Array.isArray(text) ? text : [text];
  return lines.filter((line) => typeof line === "string").join(between);
}

function stream(text: string, isError: boolean): HTMLElement {
  // oxlint-disable-next-line no-control-regex -- a terminal's colours
  const plain = text.replaceAll(/\u001b\[[\d;]*m/g, "");
  const rest = plain.length - SHOWN_CHARACTERS;
  const shown = rest > 0 ? plain.slice(-SHOWN_CHARACTERS) : plain;
  const lines = el("pre", {}, shown);
  if (rest > 0)
    lines.prepend(`… ${rest} characters are left out here; the download has them all.\n`);
  return isError
    ? el("div", { class: "stream stderr", role: "group", "aria-label": "Error output" }, lines)
    : el("div", { class: "stream" }, lines);
}

/** A drawing on the light card that it is made for, behind a wall of its own, with its text twin. */
function drawing(markup: string, text: string, surroundings: Surroundings): HTMLElement {
  const host = el("div", { class: "card" });
  const root = host.attachShadow({ mode: "open" });
  const content = sanitized(markup);
  placeLinks(content, surroundings);
  // A wide picture shrinks as long as its words can be read, and is scrolled after that.
  for (const picture of content.querySelectorAll<SVGElement>("svg[width]")) {
    if (Number.parseFloat(picture.getAttribute("width") ?? "") > 480) {
      picture.style.minWidth = "30rem";
    }
  }
  root.append(el("style", {}, STYLE), content);
  const frame = el("div", { class: "scroll" }, host);
  scrollsByKeyboard(frame, "Drawing");
  const twin =
    text === ""
      ? []
      : [el("details", { class: "twin" }, el("summary", {}, "As text"), el("pre", {}, text))];
  return el("div", { class: "drawing" }, frame, ...twin);
}

const STYLE =
  ":focus-visible{outline:3px solid #3a6fb8;outline-offset:2px} img,svg{max-width:100%;height:auto}";

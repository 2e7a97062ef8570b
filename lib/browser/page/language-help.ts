import type { CompletionContext, CompletionResult } from "@codemirror/autocomplete";
import { type Extension, StateEffect, StateField } from "@codemirror/state";
import { type EditorView, hoverTooltip, showTooltip, type Tooltip } from "@codemirror/view";
import type { Inspection, Kernel } from "../kernel.ts";
import { el } from "./elements.ts";

/** What the kernel says may be written here: while a name is typed, behind a dot, and when asked. */
export function candidatesFrom(kernel: () => Kernel) {
  return async (context: CompletionContext): Promise<CompletionResult | null> => {
    const { state, pos, explicit } = context;
    if (!explicit && context.matchBefore(/[\w$]{2}$|\.[\w$]*$/) === null) return null;
    const found = await kernel().complete(state.doc.toString(), pos);
    if (found === undefined || found.candidates.length === 0) return null;
    return {
      from: found.start,
      to: found.end,
      options: found.candidates.map((label) => ({ label })),
      validFor: /^[\w$]*$/,
    };
  };
}

/** Says what a name is: where the mouse rests on it, and at the cursor when asked. */
export function inspections(kernel: () => Kernel): Extension {
  return [
    asked,
    hoverTooltip(
      async ({ state }, offset) => {
        if (!/[\w$]/.test(state.sliceDoc(offset, offset + 1))) return null;
        const found = await kernel().inspect(state.doc.toString(), offset);
        return found === undefined ? null : tooltipOf(found);
      },
      { hoverTime: 500, hideOnChange: true },
    ),
  ];
}

/** Shows what the name at the cursor is, and says it; false where there is no name. */
export function inspectAtCursor(
  view: EditorView,
  kernel: () => Kernel,
  tell: (words: string) => void,
): boolean {
  const { state } = view;
  const { empty, head } = state.selection.main;
  if (!empty || !/[\w$]/.test(state.sliceDoc(Math.max(0, head - 1), head + 1))) return false;
  void (async () => {
    const found = await kernel().inspect(state.doc.toString(), head);
    if (found === undefined || view.state !== state) return;
    view.dispatch({ effects: show.of(tooltipOf(found)) });
    tell(`${found.declaration} ${found.comment}`);
  })();
  return true;
}

const show = StateEffect.define<Tooltip>();

/** The tooltip that was asked for, until the cursor or the text is somewhere else. */
const asked = StateField.define<Tooltip | null>({
  create: () => null,
  update(tooltip, { effects, docChanged, selection }) {
    const shown = effects.find((effect) => effect.is(show));
    if (shown !== undefined) return shown.value;
    return docChanged || selection !== undefined ? null : tooltip;
  },
  provide: (field) => showTooltip.from(field),
});

function tooltipOf({ start, end, declaration, comment }: Inspection): Tooltip {
  return {
    pos: start,
    end,
    above: true,
    create: () => ({
      dom: el(
        "div",
        { class: "inspection" },
        el("pre", {}, declaration),
        ...(comment === "" ? [] : [el("p", {}, comment)]),
      ),
    }),
  };
}

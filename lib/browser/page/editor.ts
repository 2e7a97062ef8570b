import {
  acceptCompletion,
  autocompletion,
  closeBrackets,
  closeBracketsKeymap,
  closeCompletion,
  completionKeymap,
  completionStatus,
  startCompletion,
} from "@codemirror/autocomplete";
import {
  defaultKeymap,
  history,
  historyKeymap,
  indentLess,
  indentMore,
} from "@codemirror/commands";
import { javascript } from "@codemirror/lang-javascript";
import { bracketMatching, indentOnInput, indentUnit } from "@codemirror/language";
import { EditorState, Prec } from "@codemirror/state";
import { drawSelection, EditorView, type KeyBinding, keymap } from "@codemirror/view";
import type { Kernel } from "../kernel.ts";
import { editorTheme } from "./editor-theme.ts";
import { candidatesFrom, inspectAtCursor, inspections } from "./language-help.ts";

/** What an editor is for, and what it tells of. */
export interface EditorSettings {
  source: string;
  isReadOnly: boolean;
  /** The ids of the elements that name it and say how it is left. */
  labelledBy: string;
  describedBy: string;
  kernel: () => Kernel;
  onEdit: () => void;
  onRun: (then: "next" | "stay") => void;
  /** Escape: out of the editor, to the cell. */
  onLeave: () => void;
  tell: (words: string) => void;
}

/**
 * The editor of a code cell. Tab indents only once its reader works in it: after a click, Enter on the
 * cell, or typing. Reached with Tab, it is left with Tab; after Escape, too.
 */
export function createEditor(settings: EditorSettings): EditorView {
  const { source, isReadOnly, onEdit, kernel } = settings;
  const editor = new EditorView({
    state: EditorState.create({
      doc: source,
      extensions: [
        Prec.highest(
          keymap.of([
            ...cellKeys(settings),
            ...completionKeymap.filter(({ key }) => key !== "Escape"),
          ]),
        ),
        keymap.of([...closeBracketsKeymap, ...defaultKeymap, ...historyKeymap]),
        history(),
        drawSelection(),
        javascript({ typescript: true }),
        bracketMatching(),
        closeBrackets(),
        indentOnInput(),
        indentUnit.of("  "),
        autocompletion({
          override: [candidatesFrom(kernel)],
          icons: false,
          defaultKeymap: false,
        }),
        inspections(kernel),
        EditorView.lineWrapping,
        EditorState.readOnly.of(isReadOnly),
        EditorView.contentAttributes.of({
          "aria-labelledby": settings.labelledBy,
          "aria-describedby": settings.describedBy,
          ...(isReadOnly ? { "aria-readonly": "true" } : {}),
        }),
        EditorView.updateListener.of(({ docChanged, transactions, view }) => {
          if (docChanged) onEdit();
          if (transactions.some((one) => one.isUserEvent("input"))) view.setTabFocusMode(false);
        }),
        EditorView.domEventHandlers({
          mousedown: (_event, view) => view.setTabFocusMode(false),
          blur: (_event, view) => view.setTabFocusMode(true),
        }),
        editorTheme,
      ],
    }),
  });
  editor.setTabFocusMode(true);
  return editor;
}

/** Puts the cursor into the editor to work in it: Tab indents. */
export function enterEditor(editor: EditorView): void {
  editor.focus();
  editor.setTabFocusMode(false);
}

function cellKeys(settings: EditorSettings): KeyBinding[] {
  const run = (then: "next" | "stay") => () => {
    settings.onRun(then);
    return true;
  };
  return [
    { key: "Shift-Enter", run: run("next") },
    { key: "Mod-Enter", run: run("stay") },
    { key: "Ctrl-Enter", run: run("stay") },
    { key: "Tab", run: completeOrIndent },
    {
      key: "Shift-Tab",
      run: (view) => inspectAtCursor(view, settings.kernel, settings.tell) || indentLess(view),
    },
    {
      key: "Escape",
      run: (view) => {
        // The first puts away what is on offer; what is only being looked for is no reason to stay.
        const isOffered = completionStatus(view.state) === "active";
        closeCompletion(view);
        if (!isOffered) settings.onLeave();
        return true;
      },
    },
  ];
}

/** As in Jupyter: behind a name or a dot Tab completes, elsewhere it indents. */
function completeOrIndent(view: EditorView): boolean {
  // What has only just appeared is not taken: the key was meant for what was there before.
  if (completionStatus(view.state) === "active") return acceptCompletion(view) || true;
  const { empty, head } = view.state.selection.main;
  const before = view.state.sliceDoc(Math.max(0, head - 1), head);
  return empty && /[\w$.]/.test(before) && !view.state.readOnly
    ? startCompletion(view)
    : indentMore(view);
}

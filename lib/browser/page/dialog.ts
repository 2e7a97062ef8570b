import { button, el } from "./elements.ts";

/** A question that has to be answered before anything else. */
export interface Question<Choice extends string> {
  title: string;
  /** Paragraphs of text, or whatever else is to be seen or filled in. */
  body: readonly (string | Node)[];
  /** From left to right; the first is the one that is meant. */
  choices: readonly { choice: Choice; label: string; isMain?: boolean }[];
}

let dialogs = 0;

/** Asks, and gives the choice; nothing when the question was put away with Escape. */
export async function ask<Choice extends string>({
  title,
  body,
  choices,
}: Question<Choice>): Promise<Choice | undefined> {
  dialogs += 1;
  const heading = el("h2", { id: `dialog-title-${dialogs}` }, title);
  const dialog = el("dialog", { "aria-labelledby": heading.id }, heading);
  for (const part of body) dialog.append(typeof part === "string" ? el("p", {}, part) : part);
  let chosen: Choice | undefined;
  const buttons = choices.map(({ choice, label, isMain = false }) =>
    button(
      label,
      () => {
        chosen = choice;
        dialog.close();
      },
      isMain ? { class: "main" } : {},
    ),
  );
  dialog.append(el("div", { class: "choices" }, ...buttons));
  document.body.append(dialog);
  dialog.showModal();
  await new Promise((resolve) => dialog.addEventListener("close", resolve, { once: true }));
  dialog.remove();
  return chosen;
}

/** Tells something, until it was read. */
export async function say(title: string, ...body: readonly (string | Node)[]): Promise<void> {
  await ask({ title, body, choices: [{ choice: "close", label: "Close", isMain: true }] });
}

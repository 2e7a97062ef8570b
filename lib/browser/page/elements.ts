/** Attributes of an element; `false` and `undefined` leave one out, `true` writes it without a value. */
type Attributes = Readonly<Record<string, string | number | boolean | undefined>>;

/** An HTML element with its attributes and children; texts never become markup. */
export function el<K extends keyof HTMLElementTagNameMap>(
  name: K,
  attributes: Attributes = {},
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === undefined || value === false) continue;
    element.setAttribute(key, value === true ? "" : String(value));
  }
  element.append(...children);
  return element;
}

/** A button that does something; what it does may take time. */
export function button(
  label: string,
  act: () => void | Promise<void>,
  attributes: Attributes = {},
): HTMLButtonElement {
  const element = el("button", { type: "button", ...attributes }, label);
  element.addEventListener("click", () => void act());
  return element;
}

/**
 * Lets what is wider than its place be scrolled with the keyboard: it can be focused, and has a name,
 * while something is out of sight, and no longer.
 */
export function scrollsByKeyboard(element: HTMLElement, name: string): void {
  new ResizeObserver(() => {
    const isWider = element.scrollWidth > element.clientWidth + 1;
    for (const [key, value] of [
      ["tabindex", "0"],
      ["role", "group"],
      ["aria-label", name],
    ] as const) {
      if (isWider) element.setAttribute(key, value);
      else element.removeAttribute(key);
    }
  }).observe(element);
}

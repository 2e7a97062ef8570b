/** What runs, loads, leads away or sends; what shows other things than are there. */
const REMOVED =
  "script, iframe, frame, frameset, meta, base, link, object, embed, applet, form, template, noscript, animate, set";

/** In the page's own tree, also what could take the page's looks or names. */
const REMOVED_FROM_PROSE = `${REMOVED}, style, svg, math, input, button, select, textarea`;

const ADDRESS = /(^|:)(href|src|srcset|action|formaction|data|ping)$/i;
const SAFE_ADDRESS = /^(https?:|mailto:|#|data:image\/|blob:|[^:]*$)/i;

/**
 * Markup as nodes, without what could run or load something. The page's content security policy is
 * the wall; this is in front of it.
 */
export function sanitized(markup: string): DocumentFragment {
  return clean(markup, REMOVED, (name) => /^on/i.test(name));
}

/** The same for prose, which has no styles, names and classes of its own. */
export function sanitizedProse(markup: string): DocumentFragment {
  return clean(markup, REMOVED_FROM_PROSE, (name) =>
    /^(on.*|style|id|name|class|slot|part|is|tabindex|accesskey|contenteditable|role|aria-.*)$/i.test(
      name,
    ),
  );
}

function clean(
  markup: string,
  removed: string,
  isRemoved: (attribute: string) => boolean,
): DocumentFragment {
  const { body } = new DOMParser().parseFromString(markup, "text/html");
  for (const element of body.querySelectorAll(removed)) element.remove();
  for (const element of body.querySelectorAll("*")) {
    for (const { name, value } of Array.from(element.attributes)) {
      if (isRemoved(name) || isUnsafe(name, value)) element.removeAttribute(name);
    }
  }
  const fragment = document.createDocumentFragment();
  fragment.append(...[...body.childNodes].map((node) => document.importNode(node, true)));
  return fragment;
}

/** Browsers leave out blanks and control characters where they read an address. */
function isUnsafe(name: string, value: string): boolean {
  // oxlint-disable-next-line no-control-regex -- those are what is left out
  return ADDRESS.test(name) && !SAFE_ADDRESS.test(value.replaceAll(/[\u0000-\u0020]/g, ""));
}

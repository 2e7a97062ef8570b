import { Marked } from "marked";
import { el, scrollsByKeyboard } from "./elements.ts";
import { anchorOf, linkTarget } from "./links.ts";
import { sanitizedProse } from "./sanitize.ts";

const marked = new Marked({ gfm: true, async: false });

/** What a text may lead to: the lesson that it is in, and all that there are. */
export interface Surroundings {
  lesson: string;
  slugs: ReadonlySet<string>;
}

/** A text cell as it is read. A heading has the name that links have for it as `data-anchor`. */
export function renderedMarkdown(source: string, surroundings: Surroundings): DocumentFragment {
  const prose = sanitizedProse(marked.parse(source, { async: false }));
  placeLinks(prose, surroundings);
  for (const heading of prose.querySelectorAll<HTMLElement>("h1, h2, h3, h4, h5, h6")) {
    heading.dataset["anchor"] = anchorOf(heading.textContent);
    heading.tabIndex = -1;
  }
  for (const table of prose.querySelectorAll("table")) {
    const frame = el("div", { class: "scroll" });
    table.replaceWith(frame);
    frame.append(table);
    scrollsByKeyboard(frame, "Table");
  }
  return prose;
}

/** Leads every link to where it leads in the site; what leads nowhere becomes plain text. */
export function placeLinks(part: DocumentFragment, { lesson, slugs }: Surroundings): void {
  for (const link of part.querySelectorAll("a")) {
    const href = link.getAttribute("href") ?? link.getAttribute("xlink:href");
    const target = href === null ? undefined : linkTarget(href, lesson, slugs);
    link.removeAttribute("target");
    link.removeAttribute("xlink:href");
    if (target === undefined) {
      link.replaceWith(...link.childNodes);
    } else if (target.kind === "page") {
      link.setAttribute("href", target.hash);
    } else {
      link.setAttribute("href", target.href);
      link.setAttribute("target", "_blank");
      link.setAttribute("rel", "noopener noreferrer");
    }
  }
}

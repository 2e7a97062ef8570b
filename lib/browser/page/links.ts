/** Where a link leads: to a place of this page, or out of it. */
export type LinkTarget = { kind: "page"; hash: string } | { kind: "elsewhere"; href: string };

/** A lesson of the site, and a heading in it. */
export interface Route {
  slug: string;
  heading: string | undefined;
}

/** The address of a lesson, or of a heading in it, as the part behind `#`. */
export function hashOf({ slug, heading }: Route): string {
  return `#${slug}${heading === undefined ? "" : `/${encodeURIComponent(heading)}`}`;
}

/** What an address asks for; nothing for the overview, and for a lesson that there is not. */
export function routeOf(hash: string, slugs: ReadonlySet<string>): Route | undefined {
  const [slug = "", heading = ""] = hash.replace(/^#/, "").split("/");
  if (!slugs.has(slug)) return undefined;
  return { slug, heading: heading === "" ? undefined : decoded(heading) };
}

/**
 * Where a link of a notebook leads in the site; nothing where what it names is not in it, such as the
 * files of the repository.
 *
 * @param lesson the notebook that the link is in
 */
export function linkTarget(
  href: string,
  lesson: string,
  slugs: ReadonlySet<string>,
): LinkTarget | undefined {
  if (/^(https?:\/\/|mailto:)/i.test(href)) return { kind: "elsewhere", href };
  const [, path = "", heading = ""] = /^(?:\.\/)?([^#]*)#?(.*)$/.exec(href) ?? [];
  const slug = path === "" ? lesson : decoded(path).replace(/\.ipynb$/, "");
  if (!slugs.has(slug) || (path === "" && heading === "")) return undefined;
  const place = { slug, heading: heading === "" ? undefined : decoded(heading) };
  return { kind: "page", hash: hashOf(place) };
}

/** The name that links have for a heading: Jupyter's, with hyphens for blanks. */
export function anchorOf(heading: string): string {
  return heading.trim().replaceAll(/\s+/g, "-");
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

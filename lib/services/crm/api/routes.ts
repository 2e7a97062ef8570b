import { ApiError } from "./api-error.ts";
import { readRoutes } from "./read-routes.ts";
import type { Route } from "./route.ts";
import { writeRoutes } from "./write-routes.ts";

const routes = [...readRoutes, ...writeRoutes].map((route) => ({
  route,
  wanted: route.pattern.split("/"),
}));

function match(
  wanted: readonly string[],
  given: readonly string[],
): Record<string, string> | undefined {
  if (wanted.length !== given.length) return undefined;
  const found: Record<string, string> = {};
  for (const [at, part] of wanted.entries()) {
    const segment = given[at] ?? "";
    if (!part.startsWith(":")) {
      if (part !== segment) return undefined;
      continue;
    }
    try {
      found[part.slice(1)] = decodeURIComponent(segment);
    } catch {
      return undefined;
    }
  }
  return found;
}

/** Finds the route for a method and a path after /v1. Throws ApiError `not_found`, `method_not_allowed`. */
export function findRoute(
  method: string,
  path: string,
): { route: Route; path: Record<string, string> } {
  let known = false;
  const given = path.split("/");
  for (const { route, wanted } of routes) {
    const found = match(wanted, given);
    if (found === undefined) continue;
    if (route.method === method) return { route, path: found };
    known = true;
  }
  if (known) throw new ApiError("method_not_allowed", `${method} is not possible here.`);
  throw new ApiError("not_found", "There is no such address in this API.");
}

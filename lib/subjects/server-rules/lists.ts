import { countText } from "../../base/counted.ts";
import { isObject } from "../../base/json.ts";
import { repeated } from "./names.ts";
import type { ListName, Observations } from "./observations.ts";
import { place, type Place, RESTS, type ServerRule } from "./rule.ts";
import { countOf, openingOf, resourcesIn, wordsOfReply } from "./seen.ts";

const METHODS: Record<ListName, string> = {
  tools: "tools/list",
  resources: "resources/list",
  templates: "resources/templates/list",
  prompts: "prompts/list",
};
const LISTS: readonly ListName[] = ["tools", "resources", "templates", "prompts"];

/** The lists that ended in one of these ways. */
function ending(seen: Observations, ends: readonly string[]): { name: ListName; pages: number }[] {
  return LISTS.flatMap((name) => {
    const list = seen.lists[name];
    return list !== undefined && ends.includes(list.end) ? [{ name, pages: list.pages }] : [];
  });
}

/** The capability that a list belongs to, and whether it is declared. */
function isDeclared({ opening, era }: Observations, name: ListName): boolean {
  const said = era === undefined ? undefined : openingOf(opening[era]);
  return isObject(said?.capabilities[name === "templates" ? "resources" : name]);
}

export const listRules: readonly ServerRule[] = [
  {
    id: "capability-unanswered",
    severity: "error",
    title: "A list that the server declares cannot be had",
    concerns: "Every host",
    rests: `${RESTS.claudeCodeRun}: asks for the lists at connect`,
    happens: "The host shows nothing of it, or gives up the server.",
    todo: "Answer the list, or do not declare the capability.",
    look: (seen) =>
      LISTS.flatMap((name): Place[] => {
        const reply = seen.lists[name]?.first;
        // Templates belong to resources, and a server without any need not answer.
        const needed = name !== "templates" && isDeclared(seen, name);
        return reply === undefined || reply.status === "result" || !needed
          ? []
          : [place(METHODS[name], wordsOfReply(reply))];
      }),
  },
  {
    id: "capability-undeclared",
    severity: "warning",
    title: "The server has a list that it does not declare",
    concerns: "Every host",
    rests: `${RESTS.spec2025}; ${RESTS.sdkV2}: does not ask for what is not declared`,
    happens: "Hosts never ask for it.",
    todo: "Declare the capability.",
    look: (seen) =>
      LISTS.flatMap((name): Place[] => {
        const count = countOf(seen, name);
        return count > 0 && !isDeclared(seen, name)
          ? [
              place(
                METHODS[name],
                `${countText(count, "entry", "entries")}, and the capability is not declared`,
              ),
            ]
          : [];
      }),
  },
  {
    id: "cursor-empty",
    severity: "warning",
    title: "A list has an empty cursor",
    concerns: "Claude Code",
    rests: `${RESTS.claudeCodeRun}: takes "" for the end of the list`,
    happens: "What comes after it is never seen.",
    todo: "Leave nextCursor out on the last page, and let others hold something.",
    look: (seen) =>
      ending(seen, ["empty"]).map(({ name, pages }) =>
        place(METHODS[name], `nextCursor is "" on page ${pages}`),
      ),
  },
  {
    id: "cursor-endless",
    severity: "error",
    title: "A list goes round, or never ends",
    concerns: "Every host that follows cursors",
    rests: `${RESTS.claudeCodeRun}: follows cursors`,
    happens:
      "The host asks until it gives up, and the model gets nothing, or all of it many times.",
    todo: "Leave nextCursor out on the last page.",
    look: (seen) => [
      ...ending(seen, ["loop"]).map(({ name, pages }) =>
        place(METHODS[name], `the cursor of page ${pages} was there before`),
      ),
      ...ending(seen, ["endless"]).map(({ name, pages }) =>
        place(METHODS[name], `no end after ${pages} pages`),
      ),
    ],
  },
  {
    id: "cursor-broken",
    severity: "error",
    title: "A page of a list cannot be had",
    concerns: "Every host that follows cursors",
    rests: `${RESTS.claudeCodeRun}: follows cursors`,
    happens: "The host drops the whole list, or what comes later.",
    todo: "Take each cursor that the server gave out.",
    look: (seen) =>
      ending(seen, ["broken"]).flatMap(({ name, pages }) =>
        pages > 0 ? [place(METHODS[name], `page ${pages + 1} did not come`)] : [],
      ),
  },
  {
    id: "resource-twice",
    severity: "warning",
    title: "Two resources have the same URI",
    concerns: "Every host",
    rests: `${RESTS.spec2025}: a URI identifies a resource`,
    happens: "One of them can never be read.",
    todo: "Give each resource a URI of its own, or list it once.",
    look: (seen) =>
      repeated(resourcesIn(seen).map(({ uri }) => uri)).map((uri) =>
        place(uri, "listed more than once"),
      ),
  },
  {
    id: "resource-undescribed",
    severity: "warning",
    title: "A resource has no description",
    concerns: "The model; every host",
    rests: "The catalog is what a model chooses by (lesson 02), 2026-11-30",
    happens: "The model has to read it to know what it is.",
    todo: "Say in a sentence what is in it.",
    look: (seen) =>
      resourcesIn(seen).flatMap(({ uri, description }) =>
        (description?.trim() ?? "") === "" ? [place(uri, "no description")] : [],
      ),
  },
  {
    id: "resource-without-type",
    severity: "note",
    title: "A resource has no mimeType",
    concerns: "mcpResourceToContent of @anthropic-ai/sdk; hosts that show resources",
    rests: "@anthropic-ai/sdk 1.14, source read 2026-11-29: takes it for text",
    happens: "A host guesses how to show it.",
    todo: "Set mimeType.",
    look: (seen) =>
      resourcesIn(seen).flatMap(({ uri, mimeType }) =>
        (mimeType ?? "") === "" ? [place(uri, "no mimeType")] : [],
      ),
  },
  {
    id: "resource-unreadable",
    severity: "error",
    title: "A resource that is listed cannot be read",
    concerns: "Every host",
    rests: `${RESTS.spec2025}: what is listed can be read`,
    happens: "The model is offered what it cannot have.",
    todo: "Answer the read, or do not list it.",
    look: ({ reads }) =>
      reads.flatMap(({ uri, reply }) =>
        reply.status === "result" ? [] : [place(uri, wordsOfReply(reply))],
      ),
  },
  {
    id: "templates-only",
    severity: "warning",
    title: "The server has resource templates and no resources",
    concerns: "Claude Code",
    rests: `${RESTS.claudeCodeRun}: never asks resources/templates/list`,
    happens: "Neither the model nor the user sees that there is something to read.",
    todo: "List an index as a resource, with the URIs of the rest in it; or offer a tool that finds them.",
    look(seen) {
      const count = countOf(seen, "templates");
      return count > 0 && countOf(seen, "resources") === 0
        ? [place("resources/list", `empty, beside ${countText(count, "template")}`)]
        : [];
    },
  },
  {
    id: "audience-ignored",
    severity: "note",
    title: "A resource is not meant for the model",
    concerns: "Claude Code",
    rests: `${RESTS.claudeCodeRun}: nothing filters by audience`,
    happens: "The model can list and read it all the same.",
    todo: "Keep out of resources what the model must not read.",
    look: (seen) =>
      resourcesIn(seen).flatMap(({ uri, annotations = {} }) => {
        const { audience } = annotations;
        return Array.isArray(audience) && audience.length > 0 && !audience.includes("assistant")
          ? [place(uri, `audience is ${JSON.stringify(audience)}`)]
          : [];
      }),
  },
];

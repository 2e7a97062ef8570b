import type { AfterResources } from "../schema.ts";
import { wordsOf } from "../../resources/words.ts";
import type { SketchResource } from "../sketch.ts";
import { type Fault, faultsIn, repeated, type Rule, shortText, takesNone } from "./rule.ts";

/** So many words a description adds to its title at least. */
const LEAST_ADDED = 3;

const FETCHABLE = /^(https?|ftp|file|data|javascript):/i;

/** Step 3: the content catalog. */
export const resourceRules: readonly Rule<AfterResources>[] = [
  {
    id: "06.3.two",
    title: "At least two Resources under a scheme of its own",
    points: 1,
    lesson: "02",
    expected: "two or more URIs, each once, of a scheme that the server itself answers for",
    remedy:
      "Use a scheme of your own, such as helpdesk://queues; https is for what a client can fetch by itself.",
    look({ resources }) {
      if (resources.length < 2)
        return { found: `${resources.length} Resources`, remedy: "List two or more." };
      const [twice] = repeated(resources.map(({ uri }) => uri));
      if (twice !== undefined) return { found: `${twice} twice` };
      return faultsIn(resources, ({ uri }) =>
        FETCHABLE.test(uri) ? `${uri} is under no scheme of its own` : undefined,
      );
    },
  },
  {
    id: "06.3.described",
    title: "Described well enough to choose by",
    points: 1,
    lesson: "02",
    expected:
      "a title, and a description of five words or more that adds three to it, fillers not counted, and fits no other entry",
    remedy:
      "Say what is in it, in the words that people ask with: names of fields, units, the time it covers.",
    look({ resources }) {
      const [sameTitle] = repeated(resources.map(({ title }) => title.trim().toLowerCase()));
      if (sameTitle !== undefined && sameTitle !== "")
        return {
          found: `two Resources are titled "${sameTitle}"`,
          remedy: "Give each a title of its own: a list may show nothing else.",
        };
      return faultsIn(resources, ({ uri, title, description }, index) => {
        const untitled = shortText(`the title of ${uri}`, title, 1);
        if (untitled !== undefined) return untitled;
        const short = shortText(`the description of ${uri}`, description, 5);
        if (short !== undefined) return short;
        const inTitle = wordsOf(title);
        const own = [...wordsOf(description)].filter(([plain]) => !inTitle.has(plain));
        if (own.length < LEAST_ADDED)
          return `the description of ${uri} adds ${own.map(([, word]) => `"${word}"`).join(" and ") || "nothing"} to its title; words such as "when", "the", "is" do not count`;
        const twin = resources
          .slice(0, index)
          .find((other) => overlap(other.description, description));
        return twin === undefined
          ? undefined
          : {
              found: `${twin.uri} and ${uri} are described alike`,
              remedy: "Say in each what the other has not: who has to choose reads both.",
            };
      });
    },
  },
  {
    id: "06.3.metadata",
    title: "Says for whom, how important, how large, and what data",
    points: 1,
    lesson: "02",
    expected:
      "a MIME type, an audience, a priority from 0 to 1 that differs where importance does, a permission that a credential of step 2 has, and kinds of data from step 1",
    remedy:
      "A host reads by priority and stops when its room is used up: give the overview the highest, large entries a low one.",
    look(sketch) {
      const { resources } = sketch;
      const fault = faultsIn(resources, (resource) => metadataFault(resource, sketch));
      if (fault !== undefined) return fault;
      // Templates are not read on their own, and what is for users only is not read for the model.
      const read = resources.filter(
        ({ uri, audience }) => !uri.includes("{") && audience.includes("assistant"),
      );
      const [first] = read;
      const same = read.length > 1 && read.every(({ priority }) => priority === first?.priority);
      return same ? { found: "all priorities are the same" } : undefined;
    },
  },
  {
    id: "06.3.client-side",
    title: "Resources are read by a client, not expected through the connector",
    points: 1,
    lesson: "02",
    expected: 'resourcesVia: "mcp-client"',
    remedy: "The connector carries tools only: an MCP client of yours reads Resources.",
    look: ({ resourcesVia }) =>
      resourcesVia === "mcp-client" ? undefined : { found: `resourcesVia: "${resourcesVia}"` },
  },
];

function metadataFault(
  { uri, mimeType, audience, priority, permission, data }: SketchResource,
  { credentials, data: kinds }: AfterResources,
): Fault | undefined {
  if (!/^[a-z]+\/[a-z0-9.+-]+(\s*;.*)?$/i.test(mimeType))
    return {
      found: `${uri}: "${mimeType}" is no MIME type`,
      remedy: "A MIME type is such as text/markdown or application/json.",
    };
  if (audience.length === 0)
    return {
      found: `${uri} is for nobody`,
      remedy: 'List "assistant", "user" or both as its audience.',
    };
  if (!(priority >= 0 && priority <= 1))
    return {
      found: `${uri} has priority ${priority}`,
      remedy: "A priority is from 0, which is optional, to 1, which is needed.",
    };
  const granted = credentials.flatMap(({ permissions }) => permissions);
  if (granted.length > 0 && !takesNone(permission) && !granted.includes(permission))
    return {
      found: `${uri} takes the permission "${permission}", which no credential has`,
      remedy: 'Name a permission of step 2, or "none" where it takes none.',
    };
  const unknown = data.find((name) => !kinds.some((kind) => kind.name === name));
  return unknown === undefined
    ? undefined
    : {
        found: `${uri} holds "${unknown}", which step 1 does not list`,
        remedy: "Name a kind of step 1, or add this one there.",
      };
}

/** Whether two descriptions share most of their words. */
function overlap(a: string, b: string): boolean {
  const words = wordsOf(a);
  const others = wordsOf(b);
  const common = [...words.keys()].filter((word) => others.has(word)).length;
  return common / Math.max(1, Math.min(words.size, others.size)) > 0.7;
}

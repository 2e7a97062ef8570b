import { countText } from "../../../base/counted.ts";
import type { AfterResources } from "../schema.ts";
import { isWritten } from "../texts.ts";
import { wordsOf } from "../../resources/words.ts";
import { faultsIn, repeated, type Rule, shortText } from "./rule.ts";

const FETCHABLE = /^(https?|ftp|file|data|javascript):/i;

/** Step 3: the content catalog. */
export const resourceRules: readonly Rule<AfterResources>[] = [
  {
    id: "06.3.two",
    title: "At least two Resources under a scheme of its own",
    severity: "must",
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
    severity: "must",
    points: 1,
    lesson: "02",
    expected: "a title, and a description that adds five words or more and fits no other entry",
    remedy:
      "Say what is in it, in the words that people ask with: names of fields, units, the time it covers.",
    look({ resources }) {
      return faultsIn(resources, ({ uri, title, description }, index) => {
        const untitled = shortText(`the title of ${uri}`, title, 1);
        if (untitled !== undefined) return untitled;
        const inTitle = wordsOf(title);
        const own = [...wordsOf(description).keys()].filter((word) => !inTitle.has(word));
        if (own.length < 5 || !isWritten(description, 5))
          return `the description of ${uri} adds ${countText(own.length, "word")} to its title`;
        const twin = resources
          .slice(0, index)
          .find((other) => overlap(other.description, description));
        return twin === undefined ? undefined : `${twin.uri} and ${uri} are described alike`;
      });
    },
  },
  {
    id: "06.3.metadata",
    title: "Says for whom, how important, how large, and what data",
    severity: "must",
    points: 1,
    lesson: "02",
    expected:
      "a MIME type, an audience, a priority from 0 to 1 that differs where importance does, and kinds of data from step 1",
    remedy:
      "A host reads by priority and stops when its room is used up: give the overview the highest, large entries a low one.",
    look({ resources, data }) {
      const kinds = new Set(data.map(({ name }) => name));
      const fault = faultsIn(resources, (resource) => {
        const { uri, mimeType, audience, priority } = resource;
        if (!/^[a-z]+\/[a-z0-9.+-]+$/.test(mimeType))
          return `${uri}: "${mimeType}" is no MIME type`;
        if (audience.length === 0) return `${uri} is for nobody`;
        if (!(priority >= 0 && priority <= 1)) return `${uri} has priority ${priority}`;
        const unknown = resource.data.find((name) => !kinds.has(name));
        if (unknown !== undefined) return `${uri} holds "${unknown}", which step 1 does not list`;
        return resource.data.length === 0 ? `${uri} holds no kind of data` : undefined;
      });
      if (fault !== undefined || resources.length < 2) return fault;
      const same = resources.every(({ priority }) => priority === resources[0]?.priority);
      return same ? { found: "all priorities are the same" } : undefined;
    },
  },
  {
    id: "06.3.client-side",
    title: "Resources are read by a client, not expected through the connector",
    severity: "must",
    points: 1,
    lesson: "02",
    expected: 'resourcesVia: "mcp-client"',
    remedy: "The connector carries tools only: an MCP client of yours reads Resources.",
    look: ({ resourcesVia }) =>
      resourcesVia === "mcp-client" ? undefined : { found: `resourcesVia: "${resourcesVia}"` },
  },
];

/** Whether two descriptions share most of their words. */
function overlap(a: string, b: string): boolean {
  const words = wordsOf(a);
  const others = wordsOf(b);
  const common = [...words.keys()].filter((word) => others.has(word)).length;
  return common / Math.max(1, Math.min(words.size, others.size)) > 0.7;
}

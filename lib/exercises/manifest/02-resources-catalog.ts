import { type Lesson, must } from "../exercise.ts";

export const resourcesCatalog: Lesson = {
  slug: "02-resources-catalog",
  title: "Resources as a content catalog",
  summary: "Read a server's catalog, publish your own, and bring it into Claude's context.",
  can: "read and publish a catalog of Resources, and put the right ones into Claude's context",
  minutes: 100,
  exercises: [
    {
      id: "02.1",
      title: "Read a catalog",
      answer: "function",
      checks: [
        must("02.1.complete", "Every entry of every page, and the templates, whole", 1),
        must("02.1.audience", "Only what the audience is meant to see", 1),
        must("02.1.order", "The highest priority first", 1),
      ],
      hints: [
        "There are two listings, one of resources and one of templates. Filter and sort both in the same way.",
        "`client.listResources()` without a cursor collects all pages; so does `client.listResourceTemplates()`. An entry without `annotations.audience` is for everybody, one without `annotations.priority` counts as 0.",
        `~~~
const { resources } = await client.listResources();
const mine = resources.filter(
  (entry) => entry.annotations?.audience?.includes(audience) ?? true,
);
mine.sort(
  (a, b) =>
    (b.annotations?.priority ?? 0) - (a.annotations?.priority ?? 0),
);
~~~
The same for \`resourceTemplates\`; then return both lists.`,
      ],
    },
    {
      id: "02.2",
      title: "Publish two resources",
      answer: "server",
      checks: [
        must("02.2.listed", "Both are listed, with title, description and MIME type", 1),
        must("02.2.annotations", "Each says who it is for, and how important it is", 1),
        must("02.2.read", "Reading gives what the CRM holds at that moment", 1),
        must("02.2.unknown", "An unknown URI is an error that names it", 1),
        must("02.2.quiet", "A failure tells nothing of the inside", 1),
      ],
      hints: [
        "Two calls of `server.registerResource`, one for each URI. `makeOffice` has two like them.",
        `~~~
server.registerResource(
  name,
  uri,
  { title, description, mimeType, annotations: { audience, priority } },
  handler,
);
~~~
The handler is async: await the function that you were given, then return \`{ contents: [{ uri: uri.href, mimeType: "…", text }] }\`. Put \`try … catch\` around what can fail.`,
        `The handler for the schema:
~~~
async (uri) => {
  try {
    const text = JSON.stringify(await readTables());
    const mimeType = "application/json";
    return { contents: [{ uri: uri.href, mimeType, text }] };
  } catch {
    throw new Error("The CRM does not answer. Try again later.");
  }
}
~~~
The templates the same way, as Markdown: a heading with the name, then the body, for each.`,
      ],
    },
    {
      id: "02.3",
      title: "Bring it into Claude's context",
      answer: "function",
      checks: [
        must("02.3.text", "Whole texts, in blocks that the API takes", 1),
        must("02.3.budget", "No more bytes than allowed", 1),
        must("02.3.chosen", "Audience and priority decide what gets in", 1),
      ],
      hints: [
        "Three steps: leave out what the model is not meant to see, sort by priority, then walk through the list with what is left of the budget in a variable.",
        `\`Buffer.byteLength(entry.text)\` gives the bytes. Where an entry does not fit, go on with the next one: it may be smaller. A block, for JSON as well:
~~~
{
  type: "document",
  title: entry.title,
  source: {
    type: "text",
    media_type: "text/plain",
    data: entry.text,
  },
}
~~~`,
        `~~~
let left = budget;
const blocks = [];
for (const entry of sorted) {
  const bytes = Buffer.byteLength(entry.text);
  if (bytes > left) continue;
  left -= bytes;
  blocks.push(…);
}
return blocks;
~~~
Sort a copy: \`[...list].sort((a, b) => …)\`.`,
      ],
    },
    {
      id: "02.4",
      title: "A catalog in which things can be found",
      answer: "value",
      checks: [
        must("02.4.whole", "All entries, within the byte budget", 1),
        must("02.4.shown", "The ten questions find their entries", 1),
        must("02.4.others", "Other questions find theirs too", 1),
        must("02.4.priority", "What nobody needs comes last", 1),
      ],
      hints: [
        "Read what each entry holds, and write for somebody who has not read it: what it is, and the three or four words that set it apart from its neighbours.",
        "A word in the title counts twice, a word that only this entry has counts most, and in a long entry each word counts less. Say of templates and tools that they are such. Give the two tables that nobody needs a priority near 0.",
        `For example:
~~~
{
  uri: "crm://t/03",
  title: "Deals",
  description:
    "Table: stage, amount (value in euro), " +
    "date expected to close, reason when lost.",
  priority: 0.8,
}
~~~
Then run \`rankEntries("…", yourCatalog)\` for a question that goes wrong.`,
      ],
    },
    {
      id: "02.5",
      title: "Templates, completion, freshness",
      answer: "server",
      stretch: true,
      checks: [
        must("02.5.template", "A template that reads companies, and refuses others", 0),
        must("02.5.completion", "Completion that knows the region", 0),
        must("02.5.fresh", "A change is heard without polling", 0),
      ],
      hints: [
        "Three parts: a `ResourceTemplate` with `complete`, a handler that finds the company or throws `ResourceNotFoundError`, and a loop that waits for `nextChange()`.",
        `~~~
new McpServer(
  { name, version },
  { capabilities: { resources: { subscribe: true } } },
);

new ResourceTemplate("crm://regions/{region}/companies/{id}", {
  list: undefined,
  complete: { id: async (value, context) => … },
});
~~~
The loop ends when \`nextChange()\` gives \`null\`; start it without awaiting it.`,
        `~~~
const follow = async () => {
  for (;;) {
    const change = await nextChange();
    if (change === null) return;
    const { region, id } = change;
    const uri = \`crm://regions/\${region}/companies/\${id}\`;
    await server.server.sendResourceUpdated({ uri });
  }
};
void follow();
~~~
In \`complete\`: the ids that start with \`value\`, of companies whose region is \`context?.arguments?.region\`, where that is given.`,
      ],
    },
    {
      id: "02.6",
      title: "Tools that are told apart",
      answer: "value",
      stretch: true,
      checks: [
        must("02.6.names", "Names that the API takes", 0),
        must("02.6.inputs", "The same inputs", 0),
        must("02.6.budget", "Within the byte budget", 0),
        must("02.6.shown", "Each question chooses its tool", 0),
        must("02.6.others", "Other questions choose theirs, too", 0),
        must("02.6.none", "Questions for no tool choose none", 0),
      ],
      hints: [
        "Write for somebody who sees all four tools at once: what goes in, what comes out, and what to leave to a neighbour.",
        'Name the system and the thing in the name, such as `hub_…` and `crm_…`: its words count twice. Say of each tool what it gives that its neighbour does not, and begin a sentence with "Not" or "Cannot" for what it does not do.',
        `For example the last one:
~~~
{
  ...lookAlikes[3],
  name: "crm_company",
  description:
    'Reads one company by its id, such as "acme": contacts, ' +
    "open deals, latest activities. " +
    "Cannot change a deal or send email.",
}
~~~
Then run \`rankTools("…", yourTools)\` for a question that goes wrong: it shows words and scores.`,
      ],
    },
  ],
};

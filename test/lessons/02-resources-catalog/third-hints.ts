import { type Completions, change, fillIn } from "../completed-hints.ts";
import { terse } from "./better-catalogs.ts";

export const completions: Completions = {
  "answer-02-1": ({ code: [resources] }) => {
    const templates = change(change(resources, "resources", "resourceTemplates"), "mine", "more");
    return `async (client, audience) => {
${resources}
${change(templates, "listResources", "listResourceTemplates")}
return { resources: mine, templates: more };
}`;
  },
  "answer-02-2": ({ code: [handler] }, { code: [register] }) => {
    const schema = change(
      change(change(register, "name,", '"schema",'), "uri,", '"crm://schema",'),
      "{ title, description, mimeType, annotations: { audience, priority } }",
      `{
        title: "Schema",
        description: "Every table of the CRM.",
        mimeType: "application/json",
        annotations: { audience: ["assistant"], priority: 1 },
      }`,
    );
    const templates = change(
      change(change(register, "name,", '"templates",'), "uri,", '"crm://templates",'),
      "{ title, description, mimeType, annotations: { audience, priority } }",
      `{
        title: "Templates",
        description: "Texts for our campaigns.",
        mimeType: "text/markdown",
        annotations: { audience: ["user", "assistant"], priority: 0.5 },
      }`,
    );
    const written = change(
      change(handler, "application/json", "text/markdown"),
      "JSON.stringify(await readTables())",
      '(await readTemplates()).map((one) => "# " + one.name + "\\n\\n" + one.body).join("\\n\\n")',
    );
    return `(readTables, readTemplates) => {
const server = new McpServer({ name: "my-crm", version: "1.0.0" });
${change(schema, "handler,", `${handler},`)}
${change(templates, "handler,", `${written},`)}
return server;
}`;
  },
  "answer-02-3": ({ code: [loop] }, { code: [block = ""] }) => `(catalog, budget) => {
const list = catalog.filter((entry) => entry.annotations?.audience?.includes("assistant") ?? true);
const sorted = [...list].sort(
  (a, b) => (b.annotations?.priority ?? 0) - (a.annotations?.priority ?? 0),
);
${fillIn(loop, block)}
}`,
  "answer-02-4": ({ code: [deals] }) => {
    const others = terse.filter(({ uri }) => uri !== "crm://t/03");
    return `[...${JSON.stringify(others)}, ${deals}]`;
  },
  "answer-02-5": ({ code: [follow] }, { code: [both = ""] }) => {
    const [server, template = ""] = both.split("\n\n");
    const complete = `{
      return (await readCompanies())
        .filter((company) => context?.arguments?.region === undefined || company.region === context.arguments.region)
        .map((company) => company.id)
        .filter((id) => id.startsWith(value));
    }`;
    return `(readCompanies, nextChange) => {
const server = ${change(server, "{ name, version }", '{ name: "companies", version: "1.0.0" }')}
const template = ${fillIn(template, complete)}
server.registerResource("company", template, {}, async (uri, { region, id }) => {
  const companies = await readCompanies();
  const company = companies.find((one) => one.region === region && one.id === id);
  if (!company) throw new ResourceNotFoundError(uri.href);
  return { contents: [{ uri: uri.href, text: JSON.stringify(company) }] };
});
${follow}
return server;
}`;
  },
  "answer-02-6": ({ code: [last] }) => `[
  {
    ...lookAlikes[0],
    name: "hub_find",
    description: 'Finds models and datasets by topic, such as "speech". Cannot upload, rename or delete.',
  },
  {
    ...lookAlikes[1],
    name: "hub_read",
    description:
      'Reads downloads, likes and size of a model or dataset, such as "acme/ears". Cannot upload, rename or delete.',
  },
  {
    ...lookAlikes[2],
    name: "crm_find_company",
    description: "Finds a company's id by name. Not for contacts or deals.",
  },
  ${last}
]`,
};

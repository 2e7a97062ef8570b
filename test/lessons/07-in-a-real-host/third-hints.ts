import { type Completions, change } from "../completed-hints.ts";

/** What the other hints say in words, with a place for the third. */
const FIT = `(
  server,
  tools,
) => {
  const most = 128 - \`mcp__\${server}__\`.length;
  const isFine = (name: string) => /^[\\w-]+$/.test(name) && name.length <= most;
  const taken = tools.map(({ name }) => name).filter(isFine);
  return tools.map((tool) => {
    UNIONS
    LISTS
    const required = [...new Set([...(schema.required ?? []), ...every])];
    const own = Object.keys(properties).filter((name) =>
      /^[\\w.-]{1,64}$/.test(name),
    );
    const known = [...own];
    const names = new Map<string, string>();
    let lines = tool.description.split("\\n");
    const described = Object.entries(properties).map(([name, property]) => {
      names.set(name, own.includes(name) ? name : freeName(name, known, 64));
      const line = lines.find((one) => one.startsWith(\`\${name}: \`));
      const moved = tool.description.length > 2048 && line ? line : "";
      lines = lines.filter((one) => one !== moved);
      const old = own.includes(name) ? "" : \`Called \${name}.\`;
      const description = [property.description, moved, old]
        .filter(Boolean)
        .join(" ");
      return [
        names.get(name),
        description ? { ...property, description } : property,
      ];
    });
    return {
      ...tool,
      name: isFine(tool.name) ? tool.name : freeName(tool.name, taken, most),
      description: [...lines, ...(ways ? [\`Give \${ways}.\`] : [])].join("\\n"),
      inputSchema: {
        ...schema,
        properties: Object.fromEntries(described),
        required: required.map((name) => names.get(name) ?? name),
      },
    };
  });
}`;

const SET_UP = `(wanted) => {
  const entryOf = ({ package: name, reviewed, env, secrets }: WantedServer) => ({
    command: "npx",
    args: ["-y", \`\${name}@\${reviewed}\`],
    env: Object.fromEntries(
      Object.entries(env).map(([key, value]) => [
        key,
        secrets.includes(key) ? \`\\\${\${key}}\` : value,
      ]),
    ),
  });
  SCOPE
  const rules = (may: string): string[] =>
    wanted.flatMap(({ name, tools }) =>
      Object.keys(tools)
        .filter((tool) => tools[tool] === may)
        .map((tool) => \`mcp__\${name}__\${tool.replace(/[^a-zA-Z0-9_-]/g, "_")}\`),
    );
  const project = scope("team");
  const settings: Settings = {
    enabledMcpjsonServers: Object.keys(project.mcpServers),
    permissions: { allow: rules("run"), ask: rules("ask"), deny: rules("never") },
  };
  return { project, user: scope("me"), local: scope("me-here"), settings };
}`;

export const completions: Completions = {
  "answer-07-1": ({ code: [body] }) => `(found) => {\n${body}\n}`,
  "answer-07-2": ({ code: [walk] }) => `({ pages, templates }) => {
const isForModel = (entry: any) => entry.annotations?.audience?.includes("assistant") ?? true;
const seen: Resource[] = [];
${walk}
const listed = seen.map((one) => one.uri);
const missing: string[] = [];
for (const { resources } of pages) {
  for (const one of resources) {
    if (isForModel(one) && !listed.includes(one.uri)) missing.push(one.uri);
  }
}
for (const one of templates) if (isForModel(one)) missing.push(one.uriTemplate);
return { listed, missing, leaked: seen.filter((one) => !isForModel(one)).map((one) => one.uri) };
}`,
  "answer-07-3": ({ code: [lists = ""] }, { code: [unions = ""] }) =>
    change(change(FIT, "UNIONS", unions), "LISTS", lists),
  "answer-07-4": ({ code: [scope = ""] }) => change(SET_UP, "SCOPE", scope),
  "answer-07-5": ({ code: [holds] }) => `(run, facts) => {
${holds}
const found: Record<string, Whereabouts> = {};
for (const fact of facts) {
  const said = [
    ...new Set(run.asked.filter((one) => holds(one.outcome, fact)).map((one) => one.method)),
  ];
  const isSeen =
    holds(run.offered, fact) ||
    holds(run.instructions, fact) ||
    run.seen.some((one) => holds(one.content, fact));
  found[fact] = { fate: isSeen ? "seen" : said.length > 0 ? "dropped" : "unsaid", said };
}
return found;
}`,
};

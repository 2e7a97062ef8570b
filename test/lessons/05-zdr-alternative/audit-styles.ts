interface Block {
  type: string;
  source?: { type: string } | null;
  content?: string | Block[] | null;
}
interface ToolEntry {
  type?: string;
  allowed_callers?: string[];
  model?: string;
}
interface Body {
  model?: string;
  fallbacks?: { model: string }[] | null;
  mcp_servers?: object[] | null;
  tools?: ToolEntry[] | null;
  messages?: { content: string | Block[] }[] | null;
  container?: string | { id?: string; skills?: object[] } | null;
  thread?: object | null;
  requests?: { params: Body }[];
}
interface Wire {
  path: string;
  headers: Record<string, string>;
  body: Body;
}
type Audit = (request: Wire) => Iterable<string>;

const bodiesOf = ({ body }: Wire): Body[] => [
  body,
  ...(body.requests ?? []).map(({ params }) => params),
];

const isCode = (caller: string): boolean => caller.startsWith("code_execution_");
const isCovered = (model?: string): boolean => /^claude-(?:fable|mythos)-5/.test(model ?? "");
const filters = ({ type = "" }: ToolEntry): boolean =>
  /^web_(search|fetch)_/.test(type) && type.slice(-8) >= "20260209";
const isDirect = ({ allowed_callers: callers }: ToolEntry): boolean =>
  callers?.length === 1 && callers[0] === "direct";

function blocksIn(content?: string | Block[] | null): Block[] {
  if (!Array.isArray(content)) return [];
  return content.flatMap((block) => [block, ...blocksIn(block.content)]);
}

/** One question for each name of the table. */
const questions: Record<string, (body: Body) => boolean> = {
  "mcp-connector": ({ mcp_servers: servers, tools }) =>
    (servers?.length ?? 0) > 0 || (tools ?? []).some(({ type }) => type === "mcp_toolset"),
  "code-execution": ({ tools, container }) =>
    (tools ?? []).some(({ type = "" }) => isCode(type)) ||
    (typeof container === "string" ? container !== "" : Boolean(container?.id)),
  "dynamic-filtering": ({ tools }) =>
    (tools ?? []).some((tool) => filters(tool) && !isDirect(tool)),
  "programmatic-tool-calling": ({ tools }) =>
    (tools ?? []).some((tool) => !filters(tool) && (tool.allowed_callers ?? []).some(isCode)),
  files: ({ messages }) =>
    (messages ?? [])
      .flatMap(({ content }) => blocksIn(content))
      .some(({ type, source }) => type === "container_upload" || source?.type === "file"),
  skills: ({ container }) => typeof container === "object" && (container?.skills?.length ?? 0) > 0,
  "message-threads": ({ thread }) => thread !== undefined && thread !== null,
  "covered-model": ({ model, fallbacks, tools }) =>
    [
      model,
      ...(fallbacks ?? []).map((one) => one.model),
      ...(tools ?? []).flatMap((one) => (one.type?.startsWith("advisor_") ? [one.model] : [])),
    ].some(isCovered),
};

function* walk({ path, body }: Wire): Generator<string> {
  if (path.includes("/batches")) yield "batches";
  for (const { params } of body.requests ?? [])
    yield* walk({ path: "", headers: {}, body: params });
  if (body.mcp_servers?.[0]) yield "mcp-connector";
  if (body.thread) yield "message-threads";
  if (isCovered(body.model)) yield "covered-model";
  for (const { model } of body.fallbacks ?? []) if (isCovered(model)) yield "covered-model";
  for (const tool of body.tools ?? []) yield* walkTool(tool);
  const { container } = body;
  if (typeof container === "string") yield "code-execution";
  else {
    if (container?.id !== undefined) yield "code-execution";
    if (container?.skills?.length) yield "skills";
  }
  const pending = (body.messages ?? []).map(({ content }) => content);
  for (let content = pending.pop(); content !== undefined; content = pending.pop()) {
    if (typeof content === "string") continue;
    for (const block of content) {
      if (block.type === "container_upload" || block.source?.type === "file") yield "files";
      if (Array.isArray(block.content)) pending.push(block.content);
    }
  }
}

function* walkTool({ type = "custom", allowed_callers: callers = [], model }: ToolEntry) {
  const [, kind, date] = /^(.*?)_?(\d{8})?$/.exec(type) ?? [];
  switch (kind) {
    case "mcp_toolset":
      yield "mcp-connector";
      return;
    case "code_execution":
      yield "code-execution";
      return;
    case "advisor":
      if (isCovered(model)) yield "covered-model";
      break;
    case "web_search":
    case "web_fetch":
      if (Number(date) >= 20_260_209) {
        const others = callers.filter((caller) => caller !== "direct");
        if (callers.length === 0 || others.length > 0) yield "dynamic-filtering";
        return;
      }
      break;
    default:
  }
  if (callers.some((caller) => caller !== "direct")) yield "programmatic-tool-calling";
}

class Auditor {
  readonly found: string[] = [];

  note(feature: string, isUsed: unknown): this {
    if (isUsed && !this.found.includes(feature)) this.found.push(feature);
    return this;
  }

  body(body: Body): this {
    for (const [feature, isUsed] of Object.entries(questions)) this.note(feature, isUsed(body));
    return (body.requests ?? []).reduce<this>((all, { params }) => all.body(params), this);
  }
}

/** How a request may be looked through. */
const audits: Record<string, Audit> = {
  "asks a question for each name": (request) => [
    ...Object.keys(questions).filter((name) =>
      bodiesOf(request).some((one) => questions[name]?.(one)),
    ),
    ...(request.path.startsWith("/v1/messages/batches") ? ["batches"] : []),
  ],
  "walks, and yields": walk,
  "keeps notes": ({ path, body }) =>
    new Auditor().note("batches", path.startsWith("/v1/messages/batches")).body(body).found,
  "folds what each body has into a set": (request) =>
    bodiesOf(request).reduce(
      (all, body) => {
        for (const [name, isUsed] of Object.entries(questions)) if (isUsed(body)) all.add(name);
        return all;
      },
      new Set(request.path.endsWith("/batches") ? ["batches"] : []),
    ),
  "filters a fixed list": (request) => {
    const seen = new Set(walk(request));
    return ["batches", ...Object.keys(questions)].filter((name) => seen.has(name));
  },
};

/** What may be returned. */
const returns: Record<string, (found: Iterable<string>) => unknown> = {
  "returns a list": (found) => Array.from(found),
  "names each once, in order of the alphabet": (found) => [...new Set(found)].toSorted(),
  "names some twice": (found) => [...found].flatMap((name) => [name, name]),
  "promises a list": async (found) => await Promise.resolve([...found].toReversed()),
};

/** Each way to look with each way to return what was seen. */
export const styles: Record<string, (request: never) => unknown> = Object.fromEntries(
  Object.entries(audits).flatMap(([how, audit]) =>
    Object.entries(returns).map(([then, give]) => [
      `${how}, and ${then}`,
      (request: Wire) => give(audit(request)),
    ]),
  ),
);

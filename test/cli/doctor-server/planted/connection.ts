import { more, type Plant, type Planted, type Tool, writer } from "./plant.ts";

const resource =
  (change: Tool): Plant =>
  ({ resources }) => {
    Object.assign(resources[0] ?? {}, change);
  };

/** Faults in how a server opens, lists and listens. */
export const inConnection: readonly Planted[] = [
  {
    rule: "resource-unreadable",
    fault: "a listed resource that is not there",
    plant: (twin) => {
      twin.methods["resources/read"] = () => ({ error: { code: -32_602, message: "not found" } });
    },
  },
  {
    rule: "capability-unanswered",
    fault: "prompts declared and not there",
    plant: (twin) => {
      twin.capabilities = { ...twin.capabilities, prompts: {} };
    },
  },
  {
    rule: "capability-undeclared",
    fault: "resources not declared and there",
    plant: (twin) => {
      twin.capabilities = { tools: {} };
    },
  },
  {
    rule: "cursor-empty",
    fault: "an empty cursor",
    plant: (twin) => {
      const { resources } = twin;
      twin.pages["resources/list"] = (cursor) =>
        cursor === "" ? { resources: [] } : { resources, nextCursor: "" };
    },
  },
  {
    rule: "cursor-endless",
    fault: "a cursor that goes round",
    plant: (twin) => {
      twin.pages["resources/list"] = () => ({ resources: [], nextCursor: "again" });
    },
  },
  {
    rule: "cursor-endless",
    fault: "pages without end",
    plant: (twin) => {
      twin.pages["resources/list"] = (cursor) => ({
        resources: [],
        nextCursor: String(Number(cursor ?? 0) + 1),
      });
    },
  },
  {
    rule: "cursor-broken",
    fault: "a second page that does not come",
    plant: (twin) => {
      const { resources } = twin;
      twin.methods["resources/list"] = ({ cursor }) =>
        cursor === undefined
          ? {
              result: {
                resources,
                nextCursor: "2",
                ttlMs: 0,
                cacheScope: "private",
                resultType: "complete",
              },
            }
          : { error: { code: -32_602, message: "no such cursor" } };
    },
  },
  {
    rule: "resource-twice",
    fault: "a resource listed twice",
    plant: ({ resources }) => {
      resources.push({ ...resources[0] });
    },
  },
  {
    rule: "resource-undescribed",
    fault: "a resource without a description",
    plant: resource({ description: "" }),
  },
  { rule: "resource-without-type", fault: "no mimeType", plant: resource({ mimeType: "" }) },
  {
    rule: "audience-ignored",
    fault: "a resource for the user only",
    plant: resource({ annotations: { audience: ["user"] } }),
  },
  {
    rule: "templates-only",
    fault: "templates and no resources",
    plant: (twin) => {
      twin.resources = [];
      twin.templates = [{ uriTemplate: "weather://{city}", name: "city" }];
    },
  },
  {
    rule: "era-legacy-only",
    fault: "no server/discover",
    plant: (twin) => {
      twin.methods["server/discover"] = () => ({ error: { code: -32_601, message: "unknown" } });
    },
  },
  {
    rule: "era-modern-only",
    fault: "no initialize",
    plant: (twin) => {
      twin.methods["initialize"] = () => ({ error: { code: -32_601, message: "unknown" } });
    },
  },
  {
    rule: "discover-unanswered",
    fault: "silence at server/discover",
    plant: (twin) => {
      twin.methods["server/discover"] = () => "silence";
    },
    timeoutMs: 5_000,
  },
  {
    rule: "no-era",
    fault: "a web page in place of answers",
    listening: { garbage: "<h1>Hi</h1>" },
  },
  {
    rule: "sdk-refuses",
    fault: "a tool whose title is a number",
    plant: more(writer("ring", { title: 5 })),
  },
  {
    rule: "rebinding",
    fault: "neither Host nor Origin checked",
    listening: { checksHost: false, checksOrigin: false },
  },
  { rule: "origin-unchecked", fault: "Origin not checked", listening: { checksOrigin: false } },
  { rule: "host-unchecked", fault: "Host not checked", listening: { checksHost: false } },
  {
    rule: "stream-silent",
    fault: "GET without headers",
    listening: { stream: "silence" },
    timeoutMs: 5_000,
  },
  {
    rule: "challenge-missing",
    fault: "401 without WWW-Authenticate",
    listening: { refuses: { status: 401 } },
  },
  {
    rule: "permission-needed",
    fault: "401 with WWW-Authenticate",
    listening: { refuses: { status: 401, challenge: "Bearer" } },
  },
];

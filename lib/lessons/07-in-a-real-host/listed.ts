import { judgeListed, type ListedEvidence, type ServerCatalog } from "./listed.judge.ts";
import { toJson } from "../../wire/error-json.ts";
import { type Examination, examination } from "../../exercises/examination.ts";

type Audience = "user" | "assistant";

const about = (name: string, ...audience: Audience[]) => ({
  name,
  ...(audience.length > 0 && { annotations: { audience } }),
});

/** A resource that names an audience without anybody in it. */
export const forNobody = (name: string) => ({ ...resource(name), annotations: { audience: [] } });

/** A resource of the CRM that is for these, or for everybody. */
export const resource = (name: string, ...audience: Audience[]) => ({
  uri: `crm://${name}`,
  ...about(name, ...audience),
});

/** A template of the CRM that is for these, or for everybody. */
export const template = (name: string, ...audience: Audience[]) => ({
  uriTemplate: `crm://${name}/{id}`,
  ...about(name, ...audience),
});

const variants: readonly [ServerCatalog, ...ServerCatalog[]] = [
  // An empty cursor, with a page behind it.
  {
    pages: [
      {
        resources: [
          resource("schema", "assistant"),
          resource("terms", "user"),
          forNobody("drafts"),
          resource("schema", "assistant"),
        ],
        nextCursor: "p2",
      },
      { resources: [resource("deals"), resource("sites", "user", "assistant")], nextCursor: "" },
      {
        resources: [
          resource("contacts", "user", "assistant"),
          resource("letterhead", "user"),
          resource("deals"),
        ],
      },
    ],
    templates: [template("companies", "assistant"), template("invoices", "user")],
  },
  // A cursor that comes again.
  {
    pages: [
      { resources: [resource("regions", "user")], nextCursor: "a" },
      { resources: [], nextCursor: "b" },
      { resources: [resource("articles"), resource("owners", "assistant")], nextCursor: "a" },
      {
        resources: [
          resource("archive", "assistant"),
          resource("archive", "assistant"),
          resource("prices", "user"),
          forNobody("fields"),
        ],
      },
    ],
    templates: [template("notes")],
  },
  // Every page is reached.
  {
    pages: [
      { resources: [{ ...resource("hours"), annotations: {} }], nextCursor: "0" },
      {
        resources: [
          resource("fonts", "user"),
          resource("catalog", "assistant"),
          resource("fonts", "user"),
        ],
      },
    ],
    templates: [],
  },
];

export const listedExamination: Examination = examination<ServerCatalog, ListedEvidence>({
  variants,
  async drive(answer, _world, catalog) {
    const value = toJson(catalog) ?? null;
    return { catalog, outcome: await answer.call([{ type: "json", value }]) };
  },
  judge: judgeListed,
});

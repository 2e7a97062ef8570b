import { judgeOwnServer, type OwnServerEvidence, type ServerView } from "./own-server.judge.ts";
import type { Answer, CallArgument } from "../../exercises/answer.ts";
import type { Era } from "../../wire/era.ts";
import { type Examination, examination } from "../../exercises/examination.ts";
import { pagesForHost, replyTo } from "./reply.ts";

/** A source, a URI that nothing has, and what must never be seen. */
export type Variant = Omit<OwnServerEvidence, "views">;

const shown: Variant = {
  tables: [
    {
      name: "companies",
      description: "Prospects and customers.",
      columns: ["id", "name", "region"],
    },
    { name: "deals", description: "What we hope to sell.", columns: ["id", "stage", "amount_eur"] },
  ],
  templates: [
    {
      id: "first-contact",
      name: "First contact",
      body: "Dear {{name}},\n\nyour team publishes models.",
    },
    {
      id: "first-contact-retail",
      name: "First contact",
      body: "Dear {{name}},\n\nyour shops could use one.",
    },
    { id: "follow-up", name: "Follow-up", body: "Have you read our proposal?" },
  ],
  unknownUri: "crm://nothing-here",
  internals: ["SELECT", "FROM companies", "/srv/crm", "crm.sqlite"],
};

const others: Variant = {
  tables: [{ name: "owners", description: 'Our own "consultants".', columns: ["id", "e_mail"] }],
  templates: [{ id: "kick-off", name: "Kick-off, week 1", body: "On Monday we *start*. Größe: 3" }],
  unknownUri: "crm://templates/no-such-template",
  internals: ["connect ECONNREFUSED", "10.0.0.7", "password", "hunter2"],
};

export const ownServerExamination: Examination = examination({
  variants: [shown, others],
  async drive(answer, _world, variant) {
    return {
      ...variant,
      views: [await look(answer, "modern", variant), await look(answer, "legacy", variant)],
    };
  },
  judge: judgeOwnServer,
});

async function look(answer: Answer, era: Era, variant: Variant): Promise<ServerView> {
  let broken = false;
  const source = (value: unknown): CallArgument => ({
    type: "callback",
    run: () => {
      if (broken) throw new Error(`query failed: ${variant.internals.join(" ")}`);
      return value;
    },
  });
  // At first the source holds nothing, so what is read then cannot be what is asked for later.
  const tables: Variant["tables"] = [];
  const templates: Variant["templates"] = [];
  const connection = await answer.connect(era, [source(tables), source(templates)]);
  if (connection.status === "failed") {
    return { era, status: "failed", message: connection.error.message };
  }
  const { client } = connection;
  const read = (uri: string) => replyTo(client.readResource({ uri }, { timeout: 5_000 }));
  const list = await replyTo(
    pagesForHost((params) =>
      client.request({ method: "resources/list", params }, { timeout: 5_000 }),
    ).then((pages) => ({ resources: pages.flatMap(({ resources }) => resources) })),
  );
  // An answer that keeps what it has read once holds nothing, too.
  await read("crm://schema");
  await read("crm://templates");
  tables.push(...variant.tables);
  templates.push(...variant.templates);
  const schema = await read("crm://schema");
  const campaign = await read("crm://templates");
  const unknown = await read(variant.unknownUri);
  broken = true;
  const failures = [await read("crm://schema"), await read("crm://templates")];
  await client.close();
  return { era, status: "connected", list, schema, templates: campaign, unknown, broken: failures };
}

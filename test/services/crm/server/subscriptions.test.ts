import type { Client } from "@modelcontextprotocol/client";
import { describe, expect, it } from "vitest";
import { legacyClient, modernClient, startCrm, type TestCrm } from "./crm-clients.ts";

const log = (client: Client, company_id: string) =>
  client.callTool({
    name: "crm_log_activity",
    arguments: { company_id, kind: "note", happened_on: "2026-10-01", subject: "Test" },
  });

/** Collects updates until one for `last` arrives. */
function updates(client: Client, last: string): Promise<string[]> {
  const seen: string[] = [];
  return new Promise((resolve) => {
    client.setNotificationHandler("notifications/resources/updated", ({ params }) => {
      seen.push(params.uri);
      if (params.uri === last) resolve(seen);
    });
  });
}

const eras: [
  string,
  (crm: TestCrm) => Promise<Client>,
  (c: Client, uris: string[]) => Promise<unknown>,
][] = [
  [
    "2026-07-28, subscriptions/listen",
    modernClient,
    (client, uris) => client.listen({ resourceSubscriptions: uris }),
  ],
  [
    "2025-11-25, resources/subscribe",
    legacyClient,
    (client, uris) => Promise.all(uris.map((uri) => client.subscribeResource({ uri }))),
  ],
];

describe.each(eras)("updates on %s", (_, connect, subscribe) => {
  it("reach who subscribed, for what they subscribed to, after a write by somebody else", async () => {
    const crm = await startCrm();
    const reader = await connect(crm);
    const writer = await modernClient(crm);
    const [first, last] = ["crm://companies/quillmark", "crm://companies/harbor-finch"];
    const seen = updates(reader, last);
    await subscribe(reader, [first, last]);
    await log(writer, "quillmark");
    await log(writer, "northwind-robotics");
    await log(writer, "harbor-finch");
    expect(await seen).toEqual([first, last]);
  });
});

describe("after unsubscribing", () => {
  it("nothing arrives any more", async () => {
    const crm = await startCrm();
    const client = await legacyClient(crm);
    const [dropped, kept] = ["crm://companies/quillmark", "crm://companies/harbor-finch"];
    const seen = updates(client, kept);
    await client.subscribeResource({ uri: dropped });
    await client.subscribeResource({ uri: kept });
    await client.unsubscribeResource({ uri: dropped });
    await log(client, "quillmark");
    await log(client, "harbor-finch");
    expect(await seen).toEqual([kept]);
  });
});

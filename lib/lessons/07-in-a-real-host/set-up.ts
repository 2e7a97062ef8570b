import { type Examination, examination } from "../../exercises/examination.ts";
import { toJson } from "../../wire/error-json.ts";
import type { WantedServer } from "./server-entries.judge.ts";
import { judgeSetUp, type SetUpEvidence } from "./set-up.judge.ts";

/** 07.4: servers that were asked for, and the files that Claude Code reads. */
export const setUpExamination: Examination = examination<readonly WantedServer[], SetUpEvidence>({
  variants: [
    [
      {
        name: "tickets",
        for: "team",
        package: "@example/tickets-mcp",
        reviewed: "2.3.1",
        env: { TICKETS_URL: "https://tickets.example", TICKETS_TOKEN: "tkt_NotARealToken0001" },
        secrets: ["TICKETS_TOKEN"],
        tools: { search: "run", "ticket.read": "run", comment: "ask", "ticket.delete": "never" },
      },
      {
        name: "notes",
        for: "me",
        package: "@example/notes-mcp",
        reviewed: "0.9.0",
        env: { NOTES_TOKEN: "nts_NotARealToken0002" },
        secrets: ["NOTES_TOKEN"],
        tools: { find_notes: "run", "notes-of today": "run", "größe/ändern": "ask" },
      },
      {
        name: "scratch",
        for: "me-here",
        package: "@example/sqlite-mcp",
        reviewed: "1.4.2",
        env: { DATABASE: "scratch.db" },
        secrets: [],
        tools: { query: "run", "drop table": "never" },
      },
    ],
    [
      {
        name: "mail",
        for: "me-here",
        package: "@example/mail-mcp",
        reviewed: "4.0.0-beta.2",
        env: { MAIL_KEY: "ml_NotARealKey0003", MAIL_HOST: "mail.example" },
        secrets: ["MAIL_KEY"],
        tools: { "mail.search.all": "run", "mail.send": "never", "mail/draft": "ask" },
      },
      {
        name: "wiki",
        for: "team",
        package: "wiki-mcp-example",
        reviewed: "1.0.10",
        env: { WIKI_TOKEN: "wk_NotARealToken0004", WIKI_SPACE: "sales" },
        secrets: ["WIKI_TOKEN"],
        tools: { find_page: "run", "edit page": "ask", "delete-page": "never" },
      },
      {
        name: "builds",
        for: "team",
        package: "@example/builds-mcp",
        reviewed: "3.2.0",
        env: { BUILDS_KEY: "bld_NotARealKey0005" },
        secrets: ["BUILDS_KEY"],
        tools: { last_build: "run" },
      },
    ],
  ],
  async drive(answer, _world, wanted) {
    const value = toJson(wanted) ?? null;
    return { wanted, outcome: await answer.call([{ type: "json", value }]) };
  },
  judge: judgeSetUp,
});

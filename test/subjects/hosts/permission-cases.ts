import type { PermissionRules, Ruling } from "../../../lib/subjects/hosts/permission-rules.ts";

/** The servers and tools that the cases speak of: each server has all three. */
export const SERVERS: readonly string[] = ["notes", "notes-old"];
export const TOOLS: readonly string[] = ["search_notes", "delete_note", "read.all"];

type Rulings = readonly [search: Ruling, remove: Ruling, read: Ruling];

/** What Claude Code 2.1.332 made of the tools of `notes` and of `notes-old` under such rules (2026-11-30). */
export interface PermissionCase {
  about: string;
  rules: PermissionRules;
  notes: Rulings;
  old: Rulings;
}

const asks = ["asks", "asks", "asks"] as const;
const runs = ["runs", "runs", "runs"] as const;
const hidden = ["hidden", "hidden", "hidden"] as const;
const both = ["mcp__notes", "mcp__notes-old"];

export const permissionCases: readonly PermissionCase[] = [
  { about: "no rule", rules: {}, notes: asks, old: asks },
  { about: "a server is allowed", rules: { allow: ["mcp__notes"] }, notes: runs, old: asks },
  {
    about: "a tool is allowed",
    rules: { allow: ["mcp__notes__search_notes"] },
    notes: ["runs", "asks", "asks"],
    old: asks,
  },
  {
    about: "a server is allowed with *",
    rules: { allow: ["mcp__notes__*"] },
    notes: runs,
    old: asks,
  },
  {
    about: "tools are allowed with * at the end",
    rules: { allow: ["mcp__notes__search*"] },
    notes: ["runs", "asks", "asks"],
    old: asks,
  },
  {
    about: "tools are allowed with * at the start",
    rules: { allow: ["mcp__notes__*_note"] },
    notes: ["asks", "runs", "asks"],
    old: asks,
  },
  { about: "all servers are allowed", rules: { allow: ["mcp__*"] }, notes: asks, old: asks },
  { about: "all that there is is allowed", rules: { allow: ["*"] }, notes: asks, old: asks },
  {
    about: "a tool of all servers is allowed",
    rules: { allow: ["mcp__*__search_notes"] },
    notes: asks,
    old: asks,
  },
  {
    about: "servers are allowed by their beginning",
    rules: { allow: ["mcp__not*"] },
    notes: asks,
    old: asks,
  },
  {
    about: "a tool is allowed by the server's name for it",
    rules: { allow: ["mcp__notes__read.all"] },
    notes: asks,
    old: asks,
  },
  {
    about: "a tool is allowed by Claude Code's name for it",
    rules: { allow: ["mcp__notes__read_all"] },
    notes: ["asks", "asks", "runs"],
    old: asks,
  },
  {
    about: "names are in capitals or without mcp__, or are cut, or have brackets",
    rules: {
      allow: [
        "mcp__Notes",
        "MCP__notes",
        "notes",
        "search_notes",
        "notes__search_notes",
        "mcp__notes__",
        "mcp__notes__search",
        "mcp__notes__search_notes(*)",
      ],
    },
    notes: asks,
    old: asks,
  },
  {
    about: "a server is allowed and a tool denied",
    rules: { allow: ["mcp__notes"], deny: ["mcp__notes__delete_note"] },
    notes: ["runs", "hidden", "runs"],
    old: asks,
  },
  {
    about: "a tool is allowed and its server denied",
    rules: { allow: ["mcp__notes__search_notes"], deny: ["mcp__notes"] },
    notes: hidden,
    old: asks,
  },
  {
    about: "a tool is denied by the server's name for it",
    rules: { allow: ["mcp__notes"], deny: ["mcp__notes__read.all"] },
    notes: runs,
    old: asks,
  },
  {
    about: "a tool is denied with brackets, or is cut",
    rules: {
      allow: ["mcp__notes"],
      deny: ["mcp__notes__search_notes(*)", "mcp__notes__", "mcp__notes__delete"],
    },
    notes: runs,
    old: asks,
  },
  {
    about: "all servers are denied by their beginning",
    rules: { allow: both, deny: ["mcp__not*"] },
    notes: hidden,
    old: hidden,
  },
  {
    about: "all servers are denied",
    rules: { allow: both, deny: ["mcp__*"] },
    notes: hidden,
    old: hidden,
  },
  {
    about: "a tool of all servers is denied",
    rules: { allow: ["mcp__notes"], deny: ["mcp__*__delete_note"] },
    notes: ["runs", "hidden", "runs"],
    old: ["asks", "hidden", "asks"],
  },
  {
    about: "one of two servers is denied with *",
    rules: { allow: both, deny: ["mcp__notes__*"] },
    notes: hidden,
    old: runs,
  },
  {
    about: "a person is to be asked before a tool",
    rules: { allow: ["mcp__notes"], ask: ["mcp__notes__delete_note"] },
    notes: ["runs", "asks", "runs"],
    old: asks,
  },
  {
    about: "a person is to be asked before a server's tools, one of which is allowed",
    rules: { allow: ["mcp__notes__search_notes"], ask: ["mcp__notes"] },
    notes: asks,
    old: asks,
  },
  {
    about: "a person is to be asked before any server's tools",
    rules: { allow: both, ask: ["mcp__*"] },
    notes: asks,
    old: asks,
  },
  {
    about: "a tool that is asked before is denied",
    rules: { ask: ["mcp__notes__search_notes"], deny: ["mcp__notes"] },
    notes: hidden,
    old: asks,
  },
];

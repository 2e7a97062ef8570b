import { describe, expect, it } from "vitest";
import { readConversation } from "../../../lib/services/messages-api/conversation.ts";
import type { InputBlock, InputMessage } from "../../../lib/services/messages-api/request-types.ts";

const user = (...content: InputBlock[]): InputMessage => ({ role: "user", content });
const assistant = (...content: InputBlock[]): InputMessage => ({ role: "assistant", content });
const say = (text: string): InputBlock => ({ type: "text", text });
const use = (id: string): InputBlock => ({ type: "tool_use", id, name: "t", input: {} });
const result = (tool_use_id: string): InputBlock => ({
  type: "tool_result",
  tool_use_id,
  content: "r",
});
const mcpUse = (id: string): InputBlock => ({
  type: "mcp_tool_use",
  id,
  name: "m",
  server_name: "s",
  input: {},
});
const mcpResult = (tool_use_id: string): InputBlock => ({
  type: "mcp_tool_result",
  tool_use_id,
  content: [{ type: "text", text: "r" }],
});

describe("conversations that are read", () => {
  it.each<[string, InputMessage[], { question: string; steps: number; pending: number }]>([
    ["one question", [user(say("q"))], { question: "q", steps: 0, pending: 0 }],
    [
      "two user messages",
      [user(say("p")), user(say("q"))],
      { question: "q", steps: 0, pending: 0 },
    ],
    [
      "a call and its result",
      [user(say("q")), assistant(use("1")), user(result("1"))],
      { question: "q", steps: 1, pending: 0 },
    ],
    [
      "a question after calls: they are done with",
      [user(say("p")), assistant(mcpUse("1"), mcpResult("1"), say("a")), user(say("q"))],
      { question: "q", steps: 0, pending: 0 },
    ],
    [
      "a paused turn",
      [user(say("q")), assistant(mcpUse("1"), mcpResult("1"))],
      { question: "q", steps: 1, pending: 0 },
    ],
    [
      "a call that waits at the end",
      [user(say("q")), assistant(mcpUse("1"))],
      { question: "q", steps: 0, pending: 1 },
    ],
    [
      "a mixed turn",
      [user(say("q")), assistant(mcpUse("1"), use("2")), user(result("2"))],
      { question: "q", steps: 1, pending: 1 },
    ],
    [
      "a mixed turn that went on",
      [
        user(say("q")),
        assistant(mcpUse("1"), use("2")),
        user(result("2")),
        assistant(mcpResult("1"), say("a")),
        user(say("next")),
      ],
      { question: "next", steps: 0, pending: 0 },
    ],
  ])("%s", (_, messages, { question, steps, pending }) => {
    const read = readConversation(messages);
    expect([read.question, read.steps.length, read.pending.length]).toEqual([
      question,
      steps,
      pending,
    ]);
  });
});

describe("conversations that are refused", () => {
  it.each<[string, InputMessage[]]>([
    ["an assistant first", [assistant(say("a"))]],
    ["a call without a result", [user(say("q")), assistant(use("1")), user(say("x"))]],
    ["a call at the end", [user(say("q")), assistant(use("1"))]],
    ["a result without a call", [user(result("1"))]],
    ["a result twice", [user(say("q")), assistant(use("1")), user(result("1"), result("1"))]],
    ["a result of an earlier call", [user(say("q")), assistant(say("a")), user(result("1"))]],
    ["one of two results", [user(say("q")), assistant(use("1"), use("2")), user(result("1"))]],
    ["an id twice", [user(say("q")), assistant(mcpUse("1"), mcpResult("1"), mcpUse("1"))]],
    ["a call by the user", [user(use("1"))]],
    ["an MCP result by the user", [user(say("q")), assistant(mcpUse("1")), user(mcpResult("1"))]],
    ["an MCP result without a call", [user(say("q")), assistant(mcpResult("1"))]],
    ["words after a waiting MCP call", [user(say("q")), assistant(mcpUse("1")), user(say("x"))]],
    [
      "an answer after a waiting MCP call",
      [user(say("q")), assistant(mcpUse("1"), use("2")), user(result("2")), assistant(say("a"))],
    ],
    ["a tool_result by the assistant", [user(say("q")), assistant(result("1"))]],
  ])("%s", (_, messages) => {
    expect(() => readConversation(messages)).toThrow(expect.objectContaining({ status: 400 }));
  });
});

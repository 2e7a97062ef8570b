import { type Completions, change } from "../completed-hints.ts";

export const completions: Completions = {
  "answer-00-1": ({ text }) => {
    const [server = "", answeredBy = ""] = text.match(/"[a-z]+"/g) ?? [];
    return `{ server: ${server}, tool: "hub_repo_search", answeredBy: ${answeredBy} }`;
  },
  "answer-00-2": ({ code: [call = ""] }) => `async (client, question) => {\n${call}\n}`,
  "answer-00-3": ({ code: [both = ""] }, { code: [inside] }) => {
    const [handler = "", last = ""] = both.split("\n\n");
    return `() => {\n${change(inside, ", handler", `, ${handler}`)}\n${last}\n}`;
  },
};

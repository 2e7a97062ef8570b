import type { Annotations } from "@modelcontextprotocol/server";

/** What the sketch says, as data. */
export const serverName: string = "example";

export const resources: readonly {
  uri: string;
  name: string;
  title: string;
  description: string;
  mimeType: string;
  annotations: Annotations;
}[] = [];

/** The codes that each tool may fail with. */
export interface ToolCodes {
  example: "EXAMPLE";
}

export type ErrorCode = ToolCodes[keyof ToolCodes];

/** The table of errors; `when` is what the model is told happened. */
export const errors: readonly {
  code: string;
  when: string;
  retryable: boolean;
  permission: string;
  who_can_fix: string;
  hint: string;
}[] = [];

export const variables: readonly {
  name: string;
  secret: boolean;
  required: boolean;
  purpose: string;
}[] = [];

import type { Annotations } from "@modelcontextprotocol/server";
import { z } from "zod";

/** What the sketch says, as data. */
export const serverName: string = "example";

/** What a host tells the model about the server as a whole; the first 2,048 characters count. */
export const instructions: string = "example";

/** The variables that this server reads, each with what it is for; settings.ts fills them. */
export const variables = z.object({
  EXAMPLE: z.string().optional(),
});

/** What the variables hold. Never show a model one of them. */
export type Settings = z.output<typeof variables>;

export const resources: readonly {
  uri: string;
  name: string;
  title: string;
  description: string;
  mimeType: string;
  annotations: Annotations;
  /** What reading it takes; a caller that authorize.ts knows needs a scope of this name. */
  permission: string;
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

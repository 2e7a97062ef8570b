import type { Claim } from "./claim.ts";

const NAME = /^(?<name>[^()]+,[^()]*)\((?<login>[^()\s]+)\)(?:_(?<file>.+))?$/;

/**
 * Sakai's "Download All": `Byron, Ada(ab123)/Submission attachment(s)/…`, or flat with `_` behind the
 * brackets, in a folder of the assignment's name. The student is the login in the brackets. Source:
 * sakai, `AssignmentServiceImpl.java`, `zipAttachments` and `zipSubmissions` (read 2026-11-30).
 */
export function sakai(text: string): Claim | undefined {
  const { name = "", login, file } = NAME.exec(text)?.groups ?? {};
  // A person who writes "Byron, Ada (late)" puts a blank before it.
  if (login === undefined || name.endsWith(" ")) return undefined;
  return { students: [login], name, ...(file === undefined ? {} : { file }) };
}

/** Names of properties at a schema's root that the Messages API takes. */
export const PROPERTY_NAME = /^[a-zA-Z0-9_.-]{1,64}$/;
/** Keywords that the Messages API refuses at a schema's root. */
export const ROOT_UNIONS = ["anyOf", "oneOf", "allOf"] as const;
/**
 * Characters of a description that arrive whole with every version: Claude Code documents 2 KB, and has cut
 * at 2,048 up to 2.1.234; 2.1.332 cuts at 4,096. Seen on 2026-11-30; anthropics/claude-code#87650.
 */
export const DESCRIPTION_LIMIT = 2048;
/** Characters of a name as the host offers it, with the server's before it. */
export const NAME_LIMIT = 128;

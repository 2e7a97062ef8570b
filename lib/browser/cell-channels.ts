/** On it the cells' worker hands over what the lab has written, whenever a cell has run. */
export const FILES_CHANNEL = "files";

/** On it the cells' worker is heard while it checks an answer. */
export const BEATS_CHANNEL = "beats";

/** `stop` when the check is over. */
export type Beat = "beat" | "stop";

import { examplePaths } from "../../../session/example-paths.ts";
import { comparedCalls } from "../../../session/show-retries.ts";

const paths = await examplePaths();

/**
 * What cells get from functions that give the same each time and are made of answers to exercises. The
 * bundle holds the values, and none of the functions.
 */
export const made = {
  compared: comparedCalls(),
  connector: paths.connector.events,
  direct: paths.direct.events,
};

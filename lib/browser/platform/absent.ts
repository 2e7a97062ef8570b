import { LabError } from "../../base/lab-error.ts";

/** What a browser lacks where a module of Node's is asked for; others are named as they are. */
const LACKS: Readonly<Record<string, string>> = {
  child_process: "starts no program, git included",
  net: "has no sockets, over which programs speak to each other",
};

/** What takes the place of a function or class of Node's: it says what it needs when it is used. */
export function absent(module: string, name: string): () => never {
  return function () {
    throw new LabError("needs-own-machine", {
      what: `A browser ${LACKS[module] ?? "has no such module"} (${module}.${name}).`,
      remedy: "That needs the course on your own machine.",
    });
  };
}

/** Flags of Node inside a sandbox: chance is the same in every run, and the heap has its bound. */
export const NODE_FLAGS = ["--random-seed=1", "--max-old-space-size=768"];

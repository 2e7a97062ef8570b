/** The exercises whose checks need what no browser has, and how each says what that is. */
export const ELSEWHERE: Readonly<Record<string, RegExp>> = {
  // Its answer is tried with git.
  "03.3": /starts no program, git included/,
  // Its answer starts a server as a process, which is given a socket to speak over.
  "03.4": /sockets, over which programs speak/,
};

/** Names that some file systems keep for themselves. */
const RESERVED = /^(con|prn|aux|nul|com\d|lpt\d)$/;

/** A name as part of a file's name: lower case letters, digits, - and _ only, never empty. */
export function fileName(name: string): string {
  const plain = name
    .toLowerCase()
    .replace(/[^a-z0-9_]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 60);
  return plain === "" || RESERVED.test(plain) ? `the-${plain}` : plain;
}

/** File names for some names, each once: file systems may not tell capitals apart. */
export function fileNames(names: readonly string[]): string[] {
  const taken = new Set<string>();
  return names.map((name) => {
    const wanted = fileName(name);
    let free = wanted;
    for (let count = 2; taken.has(free); count += 1) free = `${wanted}-${count}`;
    taken.add(free);
    return free;
  });
}

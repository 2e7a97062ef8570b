/** The declarations that cells are checked with, as the site has them. */
export interface TypeFiles {
  /** Texts by path. */
  files: Readonly<Record<string, string>>;
  /** Where a path leads that is a link. */
  links: Readonly<Record<string, string>>;
}

/** As TypeScript 5.0 asks its system for files; these never change. */
export function typeSystem({ files, links }: TypeFiles, cwd: string, compiler: string) {
  const folders = new Map<string, Set<string>>();
  for (const path of [...Object.keys(files), ...Object.keys(links)]) addParents(path, folders);
  const real = (path: string): string => {
    const link = Object.keys(links).find((one) => path === one || path.startsWith(`${one}/`));
    return link === undefined ? path : `${links[link]}${path.slice(link.length)}`;
  };
  const fileExists = (path: string): boolean => Object.hasOwn(files, real(path));
  return {
    args: [],
    newLine: "\n",
    useCaseSensitiveFileNames: true,
    write: (text: string) => console.log(text),
    readFile: (path: string) => (fileExists(path) ? files[real(path)] : undefined),
    writeFile: () => {},
    fileExists,
    directoryExists: (path: string) => folders.has(real(path)),
    getDirectories: (path: string) =>
      [...(folders.get(real(path)) ?? [])].filter((name) => folders.has(real(`${path}/${name}`))),
    readDirectory: () => [],
    resolvePath: (path: string) => path,
    realpath: real,
    createDirectory: () => {},
    getCurrentDirectory: () => cwd,
    getExecutingFilePath: () => compiler,
    getEnvironmentVariable: () => "",
    exit: () => {},
    watchFile: () => ({ close: () => {} }),
    watchDirectory: () => ({ close: () => {} }),
  };
}

function addParents(path: string, folders: Map<string, Set<string>>): void {
  const at = path.lastIndexOf("/");
  const folder = path.slice(0, at) || "/";
  const known = folders.get(folder);
  if (known !== undefined) return void known.add(path.slice(at + 1));
  folders.set(folder, new Set([path.slice(at + 1)]));
  if (at > 0) addParents(folder, folders);
}

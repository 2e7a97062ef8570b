/** A notebook by its name, also where a browser, an editor or a copy put something behind it. */
export function isNamedNotebook(file: string): boolean {
  return /\.ipynb(?!\w)/i.test(file) && !/\.zip$/i.test(file);
}

/** A file that may hold a notebook under another name. */
export function isPerhapsNotebook(file: string): boolean {
  return isNamedNotebook(file) || /(?:^[^.]+|ipynb|\.(?:json|txt))$/i.test(file);
}

/** A file beside submissions that tells whose they are, or when they came. */
export function isReadAside(file: string): boolean {
  return /^(?:timestamp\.txt|groups\.csv)$|submission_metadata\.ya?ml$/i.test(file);
}

/** Whether a text is a notebook's, whatever the file is called. */
export function holdsNotebook(text: string): boolean {
  return /^\s*\{/.test(text) && /"cells"\s*:/.test(text) && /"nbformat"\s*:/.test(text);
}

/** The lesson whose exercises the metadata of a notebook's cells name most often. */
export function lessonIn(text: string, slugs: readonly string[]): string | undefined {
  const counts = new Map<string, number>();
  for (const [, number = ""] of text.matchAll(/"exercise"\s*:\s*"(\d\d)\.\d+"/g)) {
    counts.set(number, (counts.get(number) ?? 0) + 1);
  }
  const [most] = [...counts].toSorted((a, b) => b[1] - a[1] || Number(a[0]) - Number(b[0]));
  return most === undefined ? undefined : slugs.find((slug) => slug.startsWith(`${most[0]}-`));
}

const ARCHIVE = /(?:\.tar)?\.(?:zip|rar|7z|tar|t?gz|bz2|xz|zst)$/i;

/** What this grader does not open, or could not; anything may be in it. */
export function isUnreadArchive(file: string): boolean {
  return ARCHIVE.test(file);
}

/** An archive's name without its ending. */
export function archiveStem(file: string): string {
  return file.replace(ARCHIVE, "");
}

/** Folders that hold thousands of files and nobody's work. */
const TOOLS = new Set(["node_modules", ".git", ".venv", ".lab", "__pycache__", "__MACOSX"]);

/** Where in a path such a folder is; -1 where it is in none. */
export function toolsAt(folders: readonly string[]): number {
  return folders.findIndex((name) => TOOLS.has(name));
}

/**
 * What systems and editors put beside files by themselves. A name with two dots first is somebody's
 * trick, and a notebook whose name only begins with a dot is a notebook.
 */
export function isOfSystem(file: string): boolean {
  return (
    (/^\.(?!\.)/.test(file) && !/^\.(?:[^._~#].*\.)?ipynb$/i.test(file)) ||
    /^(?:Thumbs\.db|desktop\.ini|Icon\r)$/i.test(file) ||
    isReadAside(file)
  );
}

/** A copy that the lab writes beside a notebook: `build` a new version, `reset` what was there, `update` a conflict. */
export function isLabsCopy(file: string): boolean {
  return /(?:\.new|\.kept-\d+|\.conflict[^/]*)(?: ?\(\d+\))?\.ipynb$|^conflict-\d+\.ipynb$/i.test(
    file,
  );
}

/** A copy that Jupyter keeps of a notebook, by its name alone. */
export function isCheckpoint(file: string): boolean {
  return /-checkpoint\.ipynb$/i.test(file);
}

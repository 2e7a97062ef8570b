/** A notebook by its name, also where a browser or an editor put an ending behind it. */
export function isNamedNotebook(file: string): boolean {
  return /\.ipynb(?:\.[a-z]{1,8})?$/i.test(file) && !/\.zip$/i.test(file);
}

/** A file that may hold a notebook under another name. */
export function isPerhapsNotebook(file: string): boolean {
  return isNamedNotebook(file) || /(?:^[^.]+|\.(?:json|txt))$/i.test(file);
}

/** A file beside submissions that tells whose they are, or when they came. */
export function isReadAside(file: string): boolean {
  return /^(?:timestamp\.txt|groups\.csv)$|submission_metadata\.ya?ml$/i.test(file);
}

/** Whether a text is a notebook's, whatever the file is called. */
export function holdsNotebook(text: string): boolean {
  return /^\s*\{/.test(text) && /"cells"\s*:/.test(text) && /"nbformat"\s*:/.test(text);
}

/** What this grader does not open; anything may be in it. */
export function isUnreadArchive(file: string): boolean {
  return /\.(?:zip|rar|7z|tar|t?gz|tgz|bz2|xz|zst)$/i.test(file);
}

/** What systems and editors put beside files by themselves. A name with two dots first is somebody's trick. */
export function isOfSystem(file: string): boolean {
  return (
    (file.startsWith(".") && !file.startsWith("..")) ||
    /^(?:Thumbs\.db|desktop\.ini|Icon\r)$/i.test(file) ||
    isReadAside(file)
  );
}

/** A copy that the lab writes beside a notebook: `build` a new version, `reset` what was there, `update` a conflict. */
export function isLabsCopy(file: string): boolean {
  return /(?:\.new|\.kept-\d+|\.conflict[^/]*)\.ipynb$|^conflict-\d+\.ipynb$/i.test(file);
}

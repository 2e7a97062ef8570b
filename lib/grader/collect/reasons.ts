import type { Reason } from "../report.ts";

/** Why a file was handed in and cannot be graded. */
export const REFUSED = {
  symlink: {
    code: "is-a-link",
    sentence: "This is a link to something else, and links are not followed.",
  },
  unreadable: {
    code: "folder-not-readable",
    sentence:
      "This folder cannot be opened: its name is not in UTF-8, you may not read it, or it lies too many folders down. Rename it, take that right or move it up, and grade again.",
  },
  other: {
    code: "not-a-file",
    sentence: "This is not a file but something else, such as a device.",
  },
  "too-large": {
    code: "too-large",
    sentence: "This file is larger than any notebook, and was not read.",
  },
  notANotebook: {
    code: "not-a-notebook",
    sentence:
      "This is no notebook, and nothing else was handed in here that is one: only notebooks (.ipynb) are graded.",
  },
  onlyACopy: {
    code: "only-a-copy",
    sentence:
      "The lab or Jupyter keeps such a copy beside a notebook, and no notebook was handed in here. Ask for the notebook; or give the copy the lesson's own name, and grade again.",
  },
  noPerson: {
    code: "no-student",
    sentence:
      "Nothing tells whose this is: it lies in no student's folder, and is not named as a course system names a download. Put it into a folder of the student's name.",
  },
  anonymous: {
    code: "anonymous",
    sentence:
      "Canvas left the names out of this download. Turn anonymous grading off, or wait until grades are posted, and download again.",
  },
  noSubmitter: {
    code: "no-submitter",
    sentence:
      "Gradescope's `submission_metadata.yml` names nobody for this submission. Assign it to a student there and export again, or put it into a folder of the student's name.",
  },
  noGroup: {
    code: "no-group",
    sentence:
      "Moodle's download names nobody here: this is of students who are in no group. Put it into a folder of the student's name, or name its students in `groups.csv`.",
  },
  noMetadata: {
    code: "no-metadata",
    sentence:
      "This is a folder of Gradescope's, and no `submission_metadata.yml` that can be read lies beside it to tell whose. Put back the one of the export.",
  },
  mixed: {
    code: "download-among-students",
    sentence:
      "This folder looks like a download of a course system, and other folders beside it like students' own: what lies in it may claim to be anybody's. Grade downloads and students' folders apart.",
  },
  severalInZip: {
    code: "several-in-zip",
    sentence:
      "Several folders in this zip hold the same lesson: they may be students, or attempts of one. Unpack it, so that each student has a folder of the student's name.",
  },
  labFolder: {
    code: "lab-folder",
    sentence:
      "This is called like a part of the lab and not like a student. Put it into a folder of the student's name.",
  },
  googleFolder: {
    code: "google-folder",
    sentence:
      "Google names such a zip itself when somebody downloads a folder, so nothing tells whose this is. Put it into a folder of the student's name, or each file into its student's.",
  },
} satisfies Record<string, Reason>;

/** Why a file does not count, or is left out; `title` is what many of them are called. */
const UNCOUNTED = {
  "earlier-attempt": { title: "Earlier attempts" },
  "same-content": { title: "Copies of what counts" },
  "as-given": { title: "Notebooks as they were given, beside one with answers" },
  "labs-copy": {
    title: "Copies that the lab itself keeps",
    sentence: "The lab keeps this copy beside a notebook; it is not what was handed in.",
  },
  "labs-solution": {
    title: "The lab's own solutions",
    sentence: "This lies below the folder `solutions` of a copy of the lab.",
  },
  checkpoint: {
    title: "Jupyter's checkpoints",
    sentence: "Jupyter keeps this copy; it is not what was handed in.",
  },
  "copy-unclear": { title: "Copies of which nothing tells whether they are later" },
  "not-a-notebook": {
    title: "Other files beside notebooks",
    sentence: "Only notebooks (.ipynb) are graded.",
  },
  system: {
    title: "Files of systems and editors",
    sentence: "A system or an editor keeps this for itself.",
  },
  tools: {
    title: "Folders of tools",
    sentence: "What tools keep in this folder is not looked at, and none of it counts.",
  },
  unpacked: {
    title: "Zip files that were unpacked",
    sentence: "What is in this zip is accounted for file by file.",
  },
  "not-handed-in": {
    title: "Files beside the submissions",
    sentence: "This lies beside the submissions, in no student's folder.",
  },
} satisfies Record<string, { title: string; sentence?: string }>;

/** What every file of one code is called together; the code itself for one of another version. */
export function titleOf(code: string): string {
  return Object.entries(UNCOUNTED).find(([known]) => known === code)?.[1].title ?? code;
}

/** A reason of those that say the same of every file. */
export function uncounted(
  code: {
    [Code in keyof typeof UNCOUNTED]: (typeof UNCOUNTED)[Code] extends { sentence: string }
      ? Code
      : never;
  }[keyof typeof UNCOUNTED],
): Reason {
  return { code, sentence: UNCOUNTED[code].sentence };
}

/** A reason that names the file which counts in its place. */
export function superseded(
  code: "earlier-attempt" | "same-content" | "as-given" | "copy-unclear",
  by: string,
): Reason {
  const sentences = {
    "earlier-attempt": `The later attempt at the same lesson counts: ${by}.`,
    "same-content": `Its code is the same as in what counts: ${by}.`,
    "as-given": `It is the notebook as it was given, and one with answers counts: ${by}.`,
    "copy-unclear": `Nothing tells whether this copy is later than what counts: ${by}. Look at both.`,
  };
  return { code, sentence: sentences[code] };
}

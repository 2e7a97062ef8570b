import type { ExerciseAnswers } from "../exercise-answers.ts";
import { observatory, publicObservatory } from "../../subjects/sketch/own-sketch.ts";
import { but, changed, rightSketches, type Wrong } from "./sketches.ts";

const { resources } = observatory;

const wrongAnswers: Wrong[] = [
  ["06.3.two", "has one Resource", but({ resources: resources.slice(0, 1) })],
  [
    "06.3.two",
    "uses https",
    but({ resources: changed(resources, 1, { uri: "https://sky.example/objects" }) }),
  ],
  [
    "06.3.two",
    "has a URI twice",
    but({ resources: changed(resources, 1, { uri: "sky://telescopes" }) }),
  ],
  [
    "06.3.described",
    "repeats the title",
    but({ resources: changed(resources, 0, { description: "The telescopes." }) }),
  ],
  [
    "06.3.described",
    "describes two alike",
    but({ resources: changed(resources, 1, { description: resources[0]?.description ?? "" }) }),
  ],
  [
    "06.3.described",
    "has one title for two",
    but({ resources: changed(resources, 1, { title: resources[0]?.title ?? "" }) }),
    /title of its own/,
  ],
  ["06.3.described", "has no title", but({ resources: changed(resources, 1, { title: "" }) })],
  [
    "06.3.metadata",
    "gives a file extension as type",
    but({ resources: changed(resources, 0, { mimeType: "json" }) }),
  ],
  [
    "06.3.metadata",
    "has one priority for all",
    but({ resources: changed(resources, 1, { uri: "sky://objects", priority: 0.8 }) }),
  ],
  [
    "06.3.metadata",
    "counts priority to ten",
    but({ resources: changed(resources, 0, { priority: 9 }) }),
  ],
  [
    "06.3.metadata",
    "takes a permission that no credential has",
    but({ resources: changed(resources, 0, { permission: "sky:admin" }) }),
  ],
  [
    "06.3.metadata",
    "names a permission as another program does",
    but({ resources: changed(resources, 1, { permission: "sky.read" }) }),
  ],
  [
    "06.3.described",
    "says its title in other words",
    but({
      resources: changed(resources, 0, {
        description: "These are the telescopes that we have, all of them.",
      }),
    }),
  ],
  [
    "06.3.described",
    "leaves the description for later",
    but({
      resources: changed(resources, 0, { description: "TODO: mounts, cameras, eyepieces, users" }),
    }),
  ],
  ["06.3.metadata", "is for nobody", but({ resources: changed(resources, 0, { audience: [] }) })],
  [
    "06.3.metadata",
    "holds data that step 1 lacks",
    but({ resources: changed(resources, 0, { data: ["stars"] }) }),
  ],
  [
    "06.3.client-side",
    "expects Resources through the connector",
    but({ resourcesVia: "connector" }),
  ],
  [
    "06.3.client-side",
    "does so at a public address",
    { ...publicObservatory, resourcesVia: "connector" },
  ],
];

export const answers: ExerciseAnswers = {
  exercise: "06.3",
  right: rightSketches,
  wrong: wrongAnswers,
  equivalent: [
    {
      reason: "What a Resource holds, how large it is and whom it is for, only its owner knows.",
      mutants: [
        'element-dropped: data: ["rules"], → data: [],',
        'element-dropped: data: ["rules"], → data: [], (2)',
        'name-changed: mimeType: "text/markdown", → mimeType: "text/markdownx",',
        'member-swapped: mimeType: "text/markdown", → mimeType: "application/json",',
        'member-swapped: mimeType: "text/markdown", → mimeType: "text/plain",',
        'name-changed: mimeType: "application/json", → mimeType: "application/jsonx",',
        'member-swapped: mimeType: "application/json", → mimeType: "text/plain",',
        'member-swapped: mimeType: "application/json", → mimeType: "text/markdown",',
        'member-swapped: audience: ["assistant"], → audience: ["user"],',
        'element-dropped: audience: ["assistant", "user"], → audience: ["user"],',
        'element-dropped: audience: ["assistant", "user"], → audience: ["assistant"],',
        'member-swapped: audience: ["assistant", "user"], → audience: ["user", "user"],',
        'member-swapped: audience: ["assistant", "user"], → audience: ["assistant", "assistant"],',
        'member-swapped: size: "small", → size: "medium",',
        'member-swapped: size: "small", → size: "large",',
        'member-swapped: size: "small", → size: "medium", (2)',
        'member-swapped: size: "small", → size: "large", (2)',
      ],
    },
    {
      reason: "Which of the permissions a Resource needs, only its owner knows.",
      mutants: [
        'text-emptied: permission: "rules.read", → permission: "",',
        'text-emptied: permission: "rules.read", → permission: "", (2)',
        'member-swapped: permission: "rules.read", → permission: "loans.read",',
        'member-swapped: permission: "rules.read", → permission: "loans.renew",',
        'member-swapped: permission: "rules.read", → permission: "loans.read", (2)',
        'member-swapped: permission: "rules.read", → permission: "loans.renew", (2)',
      ],
    },
  ],
};

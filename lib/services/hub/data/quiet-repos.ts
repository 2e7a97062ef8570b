import type { Repo } from "../entities.ts";
import { repo } from "./repo.ts";

/** What the organisations publish that publish little: old, small, rarely downloaded. */
export const QUIET_REPOS: readonly Repo[] = [
  repo("dataset", "harbor-finch/port-dwell-times-2022", {
    about: "Hours that containers waited in eleven invented ports, one row a visit, 2022 only.",
    created: "2023-02-06",
    updated: "2023-02-06",
    downloads: 41,
    likes: 1,
    tags: ["tabular", "logistics", "language:en"],
    license: "cc-by-4.0",
    sample: {
      totalRows: 3_200,
      rows: [
        { port: "Aldmouth", container: "HF-000121", hours: 31 },
        { port: "Sandwick Reach", container: "HF-000122", hours: 8 },
      ],
    },
  }),
  repo("model", "marrowgate-foods/freezer-shelf-counter", {
    about: "Counts boxes on a freezer shelf; the result of a pilot that was not continued.",
    created: "2022-05-17",
    updated: "2022-06-02",
    downloads: 12,
    likes: 0,
    tags: ["object-detection", "pytorch"],
    license: "other",
    task: "object-detection",
    library: "pytorch",
    parameters: 7_200_000,
  }),
  repo("dataset", "cobblestane-rail/platform-crowding", {
    about: "People on the platforms of four invented stations, counted every ten minutes.",
    created: "2024-09-03",
    updated: "2024-11-20",
    downloads: 260,
    likes: 4,
    tags: ["tabular", "time-series", "language:en"],
    license: "cc-by-4.0",
    sample: {
      totalRows: 52_000,
      rows: [
        { station: "Upper Stane", minute: 480, people: 112 },
        { station: "Lower Stane", minute: 480, people: 37 },
      ],
    },
  }),
  repo("space", "cobblestane-rail/crowding-demo", {
    about: "Shows expected crowding on a platform.",
    title: "Platform crowding",
    created: "2024-09-10",
    updated: "2024-11-21",
    downloads: 0,
    likes: 2,
    tags: ["gradio"],
    license: "mit",
    sdk: "gradio",
  }),
  repo("model", "saltmere-fisheries/catch-classifier", {
    about: "Names nine kinds of fish from a photograph; made for a contest.",
    created: "2021-10-11",
    updated: "2021-10-12",
    downloads: 5,
    likes: 0,
    tags: ["image-classification", "tensorflow"],
    license: "apache-2.0",
    task: "image-classification",
    library: "keras",
    parameters: 4_100_000,
  }),
];

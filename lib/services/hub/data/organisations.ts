import type { Organisation } from "../entities.ts";

/** The fictional organisations: six that publish a lot, six that publish little or nothing. */
export const ORGANISATIONS: readonly Organisation[] = [
  {
    namespace: "northwind-robotics",
    name: "Northwind Robotics",
    about: "Builds warehouse robots and trains their perception and grasping models itself.",
  },
  {
    namespace: "tallowcreek-health",
    name: "Tallowcreek Health",
    about: "Clinical software; publishes text models and de-identified data.",
  },
  {
    namespace: "brindlemoor-analytics",
    name: "Brindlemoor Analytics",
    about: "Risk scoring for agriculture; publishes tabular models.",
  },
  {
    namespace: "vintrell-labs",
    name: "Vintrell Labs",
    about: "Materials research; publishes papers and simulation data.",
  },
  {
    namespace: "ospreydale-energy",
    name: "Ospreydale Energy",
    about: "Grid operator; publishes load forecasting models.",
  },
  {
    namespace: "glimmerfold-optics",
    name: "Glimmerfold Optics",
    about: "Camera modules; publishes image restoration models.",
  },
  {
    namespace: "harbor-finch",
    name: "Harbor & Finch",
    about: "Freight forwarding; one small dataset.",
  },
  {
    namespace: "marrowgate-foods",
    name: "Marrowgate Foods",
    about: "Frozen food; one model from an old pilot.",
  },
  {
    namespace: "cobblestane-rail",
    name: "Cobblestane Rail",
    about: "Regional trains; one demo and one dataset.",
  },
  {
    namespace: "saltmere-fisheries",
    name: "Saltmere Fisheries",
    about: "Sustainable fishing; one model from an old contest.",
  },
  {
    namespace: "quillmark",
    name: "Quillmark Publishing",
    about: "Books and audiobooks; an account without content.",
  },
  {
    namespace: "thistlewick-textiles",
    name: "Thistlewick Textiles",
    about: "Fabrics; an account without content.",
  },
];

import type { Paper } from "../entities.ts";

/** The fictional papers. Their ids name a month 13 or 14, which no real paper has. */
export const PAPERS: readonly Paper[] = [
  {
    id: "2613.00117",
    title: "Grasping Deformable Parcels with a Single Wrist Camera",
    summary:
      "A grasp planner for soft parcels that needs one camera and no depth sensor. It is trained on simulated bins and fine-tuned on 40 hours of warehouse operation.",
    authors: ["Northwind Robotics Manipulation Team"],
    organisation: "northwind-robotics",
    publishedAt: "2026-07-14T09:00:00.000Z",
    upvotes: 84,
    models: ["northwind-robotics/parcel-grasp-2b"],
    datasets: ["northwind-robotics/warehouse-grasps"],
  },
  {
    id: "2613.00342",
    title: "Segmenting Cluttered Bins without Labels",
    summary:
      "Self-supervised segmentation of cluttered bins for warehouse robots, evaluated on an open dataset of bin scans.",
    authors: ["Northwind Robotics Perception Team"],
    organisation: "northwind-robotics",
    publishedAt: "2026-03-02T09:00:00.000Z",
    upvotes: 51,
    models: ["northwind-robotics/bin-segmenter-large"],
    datasets: ["northwind-robotics/bin-scans"],
  },
  {
    id: "2514.00208",
    title: "Fleet-Scale Evaluation of Pick Policies",
    summary:
      "How pick policies of mobile robots are compared across a fleet before a release, with the cost of each kind of failure.",
    authors: ["Northwind Robotics Fleet Team", "Vintrell Labs Methods Group"],
    organisation: "northwind-robotics",
    publishedAt: "2025-10-20T09:00:00.000Z",
    upvotes: 19,
    models: ["northwind-robotics/pick-policy-small"],
    datasets: [],
  },
  {
    id: "2613.00511",
    title: "Tactile Feedback for Warehouse Robots: A Survey",
    summary:
      "A survey of tactile sensing for warehouse robots, with open questions for grasping and packing.",
    authors: ["Vintrell Labs Methods Group"],
    organisation: "vintrell-labs",
    publishedAt: "2026-05-11T09:00:00.000Z",
    upvotes: 33,
    models: [],
    datasets: [],
  },
  {
    id: "2613.00628",
    title: "Summarising Clinical Notes under a Word Budget",
    summary:
      "A summariser for clinical notes that keeps doses and dates exact under a word budget.",
    authors: ["Tallowcreek Health Language Group"],
    organisation: "tallowcreek-health",
    publishedAt: "2026-06-08T09:00:00.000Z",
    upvotes: 62,
    models: ["tallowcreek-health/note-summariser-7b"],
    datasets: ["tallowcreek-health/synthetic-notes"],
  },
  {
    id: "2514.00733",
    title: "Predicting Alloy Fatigue from Short Simulations",
    summary: "A graph network predicts alloy fatigue from simulations of a few nanoseconds.",
    authors: ["Vintrell Labs Materials Group"],
    organisation: "vintrell-labs",
    publishedAt: "2025-12-01T09:00:00.000Z",
    upvotes: 27,
    models: ["vintrell-labs/alloy-fatigue-gnn"],
    datasets: ["vintrell-labs/alloy-trajectories"],
  },
  {
    id: "2514.00856",
    title: "Day-Ahead Load Forecasts for Rural Grids",
    summary: "Forecasts of electric load in rural grids, one day ahead, with honest error bars.",
    authors: ["Ospreydale Energy Forecasting Desk"],
    organisation: "ospreydale-energy",
    publishedAt: "2025-09-15T09:00:00.000Z",
    upvotes: 14,
    models: ["ospreydale-energy/load-forecast-base"],
    datasets: [],
  },
];

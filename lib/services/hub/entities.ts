/** What the fictional Hub holds. */

export type RepoType = "model" | "dataset" | "space";

export interface Organisation {
  /** The owner part of its repositories' ids. */
  namespace: string;
  name: string;
  about: string;
}

export interface Repo {
  type: RepoType;
  /** `owner/name` */
  id: string;
  about: string;
  downloads: number;
  likes: number;
  trendingScore: number;
  /** ISO 8601, UTC */
  createdAt: string;
  /** ISO 8601, UTC */
  lastModified: string;
  tags: readonly string[];
  license: string;
  task?: string;
  library?: string;
  sdk?: string;
  title?: string;
  /** Number of weights of a model. */
  parameters?: number;
  /** The rows of a dataset that a preview shows, and how many there would be. */
  sample?: { totalRows: number; rows: readonly Readonly<Record<string, string | number>>[] };
}

export interface Paper {
  /** Shaped as an arXiv id, but of a thirteenth month: no real paper can have it. */
  id: string;
  title: string;
  summary: string;
  authors: readonly string[];
  /** Namespace of the organisation that published it. */
  organisation: string;
  /** ISO 8601, UTC */
  publishedAt: string;
  upvotes: number;
  /** Ids of the models and datasets it comes with. */
  models: readonly string[];
  datasets: readonly string[];
}

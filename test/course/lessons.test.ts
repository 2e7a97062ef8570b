import { join } from "node:path";
import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildLesson, lessonSlugs } from "../../lib/cli/build.ts";
import { lessons } from "../../lib/course/manifest/manifest.ts";
import { runJudged, rehearsalEnvironment, type JudgedRun } from "../../lib/cli/rehearse.ts";
import { readNotebook, writeNotebook } from "../../lib/notebook/notebook.ts";

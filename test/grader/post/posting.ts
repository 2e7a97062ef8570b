import { generateKeyPairSync } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import type { Score } from "../../../lib/grader/post/scores.ts";
import { temporaryFolder } from "../../cli/temporary-project.ts";
import { type LtiPlatform, type PlatformOptions, startPlatform } from "./lti-platform.ts";
import { CLIENT_ID, KEY_ID } from "./token-service.ts";

/** A tool's key pair; made once, since that takes a while. */
export const keys = generateKeyPairSync("rsa", { modulusLength: 2048 });

export const PEM = keys.privateKey.export({ type: "pkcs8", format: "pem" });

/** A platform that is closed when the test is over. */
export async function platformWith(
  options: Omit<PlatformOptions, "publicKey">,
): Promise<LtiPlatform> {
  const platform = await startPlatform({ publicKey: keys.publicKey, ...options });
  onTestFinished(platform.close);
  return platform;
}

/** Points of each user in a lesson; undefined: not gradable. */
export type Class = Record<string, Record<string, number | undefined>>;

/** A folder with what the grader and an instructor write; `platform.json` names the platform. */
export function classFolder(
  grades: Class,
  { tokenUrl, lineItemsUrl }: Pick<LtiPlatform, "tokenUrl" | "lineItemsUrl">,
  more: Record<string, unknown> = {},
): string {
  const folder = temporaryFolder();
  writeFileSync(join(folder, "key.pem"), PEM);
  writeGrades(folder, grades);
  const platform = { tokenUrl, lineItemsUrl, clientId: CLIENT_ID, keyId: KEY_ID };
  const file = { ...platform, keyFile: "key.pem", ...more };
  writeFileSync(join(folder, "platform.json"), JSON.stringify(file));
  return folder;
}

/** Writes an `ags.json`, as after grading again. */
export function writeGrades(folder: string, grades: Class): void {
  const lineItems = Object.entries(grades).map(([resourceId, points]) => ({
    resourceId,
    label: `Lesson ${resourceId}`,
    scoreMaximum: 20,
    scores: Object.entries(points).map(([user, given]) => scoreOf(user, given)),
  }));
  const sandbox = { kind: "bwrap", trusted: false };
  writeFileSync(
    join(folder, "ags.json"),
    JSON.stringify({ sandbox, variants: "public", lineItems }),
  );
}

function scoreOf(userId: string, given: number | undefined): Score {
  return {
    userId,
    ...(given === undefined ? {} : { scoreGiven: given, scoreMaximum: 20 }),
    comment: given === undefined ? "Not graded." : `${given} of 20 points.`,
    activityProgress: given === 0 ? "Initialized" : "Submitted",
    gradingProgress: given === undefined ? "PendingManual" : "FullyGraded",
  };
}

/** What the platform took: for each line item and user the points, in the order they came. */
export function takenBy({ lineItems, taken }: LtiPlatform): Record<string, number[]> {
  const points: Record<string, number[]> = {};
  for (const { lineItem, userId, scoreGiven } of taken) {
    const lesson = lineItems.find(({ id }) => id === lineItem)?.resourceId ?? "none";
    (points[`${lesson} ${userId}`] ??= []).push(scoreGiven ?? Number.NaN);
  }
  return points;
}

/** What the platform has to have taken of a class: each grade once. */
export function onceEach(grades: Class): Record<string, number[]> {
  return Object.fromEntries(
    Object.entries(grades).flatMap(([lesson, points]) =>
      Object.entries(points).flatMap(([user, given]) =>
        given === undefined ? [] : [[`${lesson} ${user}`, [given]]],
      ),
    ),
  );
}

/** The journal's text; empty where there is none. */
export function journalIn(folder: string): string {
  const path = join(folder, "platform.posted.jsonl");
  return existsSync(path) ? readFileSync(path, "utf8") : "";
}

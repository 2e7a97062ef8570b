import type { Fact } from "./facts.ts";
import { type InstalledPackage, installedPackage } from "./packages.ts";

/** Something that is no longer as the lessons say. */
export interface Difference {
  subject: string;
  expected: string;
  found: string;
  lessons: readonly string[];
}

/**
 * The facts that do not hold for the packages below `folder`, which holds a `node_modules`.
 *
 * @throws LabError `drift-package` when a package is not there.
 */
export function findDrift(facts: readonly Fact[], folder: string): Difference[] {
  const packages = new Map<string, InstalledPackage>();
  return facts.flatMap((fact) => {
    const known = packages.get(fact.package) ?? installedPackage(folder, fact.package);
    packages.set(fact.package, known);
    const found = fact.read(known);
    if (found === fact.expected) return [];
    const subject = `${fact.package} ${known.version}, ${fact.name}`;
    return [{ subject, expected: fact.expected, found, lessons: fact.lessons }];
  });
}

/** The lessons whose cells name the Hub's tools. */
const HUB_LESSONS = ["00", "01", "04", "05"];

/** Differences of the Hub's tools, as `compareHub` says them. */
export function hubDrift(differences: readonly string[]): Difference[] {
  return differences.map((found) => ({
    subject: "The Hub's tools",
    expected: "what the rehearsal lists",
    found,
    lessons: HUB_LESSONS,
  }));
}

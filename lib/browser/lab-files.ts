import { vol } from "memfs";
import { COURSE } from "./platform/process.ts";

const LAB = `${COURSE}/.lab`;

/** Puts the course's files, and those that the lab wrote in earlier sessions, where they are read. */
export function placeFiles(
  course: Readonly<Record<string, string | Uint8Array>>,
  lab: Readonly<Record<string, string>>,
): void {
  const all = {
    ...course,
    ...Object.fromEntries(Object.entries(lab).map(([path, text]) => [`.lab/${path}`, text])),
  };
  vol.mkdirSync(`${COURSE}/notebooks`, { recursive: true });
  vol.mkdirSync("/tmp", { recursive: true });
  for (const [path, content] of Object.entries(all)) {
    const place = `${COURSE}/${path}`;
    vol.mkdirSync(place.slice(0, place.lastIndexOf("/")), { recursive: true });
    vol.writeFileSync(place, content);
  }
}

/** What the lab has written: progress, and the sketch; texts by path below its folder. */
export function labFiles(): Record<string, string> {
  const files = vol.existsSync(LAB) ? vol.toJSON(LAB, undefined, true) : {};
  return Object.fromEntries(
    Object.entries(files).filter((entry): entry is [string, string] => entry[1] !== null),
  );
}

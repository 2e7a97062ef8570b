import { vol } from "memfs";
import { COURSE } from "./platform/process.ts";

/** Puts the course's files, and those that the lab wrote in earlier sessions, where they are read. */
export function placeFiles(
  course: Readonly<Record<string, string | Uint8Array>>,
  lab: Readonly<Record<string, string>>,
): void {
  vol.mkdirSync(`${COURSE}/notebooks`, { recursive: true });
  vol.mkdirSync("/tmp", { recursive: true });
  for (const [path, content] of Object.entries({ ...course, ...lab })) {
    const place = `${COURSE}/${path}`;
    vol.mkdirSync(place.slice(0, place.lastIndexOf("/")), { recursive: true });
    vol.writeFileSync(place, content);
  }
}

/** All that the lab has written, progress and the sketch: texts by path below the project. */
export function labFiles(): Record<string, string> {
  const lab = `${COURSE}/.lab`;
  const files = vol.existsSync(lab) ? vol.toJSON(lab) : {};
  return Object.fromEntries(
    Object.entries(files).flatMap(([path, text]) =>
      text === null ? [] : [[path.slice(COURSE.length + 1), text]],
    ),
  );
}

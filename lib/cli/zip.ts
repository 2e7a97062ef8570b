import { statSync } from "node:fs";
import { crc32, deflateRawSync } from "node:zlib";

/** A file for a zip. */
export interface ZippedFile {
  /** With "/" between folders. */
  name: string;
  content: Uint8Array;
  saved: Date;
}

/** Whether a zip may be written there: under such a name, and in place of no folder. */
export function isPlaceForZip(path: string): boolean {
  return /\.zip$/i.test(path) && statSync(path, { throwIfNoEntry: false })?.isFile() !== false;
}

/**
 * A zip with these files, deflated. Source: PKWARE's APPNOTE.TXT 6.3.10, sections 4.3.7 (what is
 * before a file), 4.3.12 (the directory) and 4.3.16 (its end),
 * and 4.4.4 (a name that is no ASCII is UTF-8).
 */
export function zipOf(files: readonly ZippedFile[]): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, content, saved } of files) {
    const packed = deflateRawSync(content);
    const written = Buffer.from(name);
    const shared = Buffer.alloc(26);
    shared.writeUInt16LE(20, 0); // Version 2.0 is needed: that deflates.
    if (/[^\x20-\x7E]/u.test(name)) shared.writeUInt16LE(1 << 11, 2);
    shared.writeUInt16LE(8, 4); // Deflated.
    shared.writeUInt32LE(dosTime(saved), 6);
    shared.writeUInt32LE(crc32(content), 10);
    shared.writeUInt32LE(packed.length, 14);
    shared.writeUInt32LE(content.length, 18);
    shared.writeUInt16LE(written.length, 22);
    const row = Buffer.alloc(14);
    row.writeUInt32LE((0o100644 << 16) >>> 0, 6); // A plain file that everybody may read.
    row.writeUInt32LE(offset, 10);
    directory.push(Buffer.from("PK\x01\x02\x14\x03"), shared, row, written);
    const before = [Buffer.from("PK\x03\x04"), shared, written, packed];
    parts.push(...before);
    offset += Buffer.concat(before).length;
  }
  const rows = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06", "latin1");
  end.writeUInt16LE(files.length, 8);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(rows.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, rows, end]);
}

/** As MS-DOS kept it: this machine's time, in steps of two seconds, from 1980 on. */
function dosTime(time: Date): number {
  const year = Math.max(0, time.getFullYear() - 1980);
  const date = (year << 9) | ((time.getMonth() + 1) << 5) | time.getDate();
  const clock = (time.getHours() << 11) | (time.getMinutes() << 5) | (time.getSeconds() >> 1);
  return ((date << 16) | clock) >>> 0;
}

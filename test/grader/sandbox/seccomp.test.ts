import { describe, expect, it } from "vitest";
import { seccompFilter } from "../../../lib/grader/sandbox/seccomp.ts";

const [ALLOWED, EPERM, ENOSYS, EAFNOSUPPORT] = ["allowed", 1, 38, 97] as const;
const KILLED = "killed";

/** What a filter answers to a call: a small machine for the instructions of bpf(4) that it is made of. */
function answerOf(filter: Buffer, { audit, number, argument = 0 }: Call): string | number {
  const data = new Map([
    [0, number],
    [4, audit],
    [16, argument],
  ]);
  let loaded = 0;
  for (let at = 0; at < filter.length / 8; at += 1) {
    const code = filter.readUInt16LE(at * 8);
    const value = filter.readUInt32LE(at * 8 + 4);
    if (code === 0x06) return meaning(value);
    if (code === 0x20) loaded = data.get(value) ?? Number.NaN;
    else at += filter.readUInt8(at * 8 + (holds(code, loaded, value) ? 2 : 3));
  }
  throw new Error("the filter gave no answer");
}

interface Call {
  audit: number;
  number: number;
  argument?: number;
}

function holds(code: number, loaded: number, value: number): boolean {
  if (code === 0x15) return loaded === value;
  if (code === 0x25) return loaded > value;
  if (code === 0x45) return (loaded & value) !== 0;
  throw new Error(`an instruction ${code}`);
}

function meaning(value: number): string | number {
  if (value === 0x7fff0000) return ALLOWED;
  if (value === 0x80000000) return KILLED;
  return value & 0xffff;
}

const processors = [
  {
    arch: "x64",
    audit: 0xc000003e,
    calls: {
      read: 0,
      socket: 41,
      clone: 56,
      unshare: 272,
      mount: 165,
      memfd_create: 319,
      keyctl: 250,
    },
  },
  {
    arch: "arm64",
    audit: 0xc00000b7,
    calls: {
      read: 63,
      socket: 198,
      clone: 220,
      unshare: 97,
      mount: 40,
      memfd_create: 279,
      keyctl: 219,
    },
  },
];

describe.each(processors)("the filter for $arch", ({ arch, audit, calls }) => {
  const filter = seccompFilter(arch);
  const ask = (number: number, argument?: number): string | number =>
    answerOf(filter ?? Buffer.alloc(0), {
      audit,
      number,
      ...(argument === undefined ? {} : { argument }),
    });

  it.each(["unshare", "mount", "memfd_create", "keyctl"] as const)("refuses %s", (name) => {
    expect(ask(calls[name])).toBe(EPERM);
  });

  it("lets programs read, and start threads and processes", () => {
    const [ofThread, ofProcess] = [0x3d0f00, 0x1200011];
    expect(ask(calls.read)).toBe(ALLOWED);
    expect(ask(calls.clone, ofThread)).toBe(ALLOWED);
    expect(ask(calls.clone, ofProcess)).toBe(ALLOWED);
  });

  it.each([
    ["mount", 0x00020000],
    ["cgroup", 0x02000000],
    ["host name", 0x04000000],
    ["IPC", 0x08000000],
    ["user", 0x10000000],
    ["process", 0x20000000],
    ["network", 0x40000000],
  ])("refuses to make a %s namespace with clone, and knows no clone3", (_kind, flag) => {
    expect(ask(calls.clone, flag | 17)).toBe(EPERM);
    expect(ask(435)).toBe(ENOSYS);
  });

  it.each([
    ["a Unix socket", 1, ALLOWED],
    ["IPv4", 2, ALLOWED],
    ["IPv6", 10, ALLOWED],
    ["netlink", 16, ALLOWED],
    ["packets", 17, EAFNOSUPPORT],
    ["the kernel's cryptography", 38, EAFNOSUPPORT],
    ["vsock", 40, EAFNOSUPPORT],
  ])("answers a request for %s", (_what, family, answer) => {
    expect(ask(calls.socket, family)).toBe(answer);
  });

  it("ends what calls in another processor's numbers", () => {
    expect(answerOf(filter ?? Buffer.alloc(0), { audit: 0x40000003, number: calls.read })).toBe(
      KILLED,
    );
  });
});

it("knows no calls of x32, which run on x64 under other numbers", () => {
  const filter = seccompFilter("x64") ?? Buffer.alloc(0);
  expect(answerOf(filter, { audit: 0xc000003e, number: 0x40000000 + 272 })).toBe(ENOSYS);
});

it("makes none for a processor whose numbers it does not know", () => {
  expect(seccompFilter("riscv64")).toBeUndefined();
});

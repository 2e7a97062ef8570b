/** Numbers of system calls on the processors that Node's Linux builds are made for (linux/audit.h, unistd.h). */
interface Processor {
  /** The kernel's name of the processor and its word size. */
  audit: number;
  /** Above this, calls are of another kind (x32), which the numbers below do not name. */
  highest: number;
  socket: number;
  clone: number;
  clone3: number;
  refused: Record<string, number>;
}

/** From here on the numbers are the same on all processors. */
const COMMON = {
  io_uring_setup: 425,
  io_uring_enter: 426,
  io_uring_register: 427,
  open_tree: 428,
  move_mount: 429,
  fsopen: 430,
  fsconfig: 431,
  fsmount: 432,
  fspick: 433,
  mount_setattr: 442,
  memfd_secret: 447,
};

const PROCESSORS: Record<string, Processor> = {
  x64: {
    audit: 0xc000003e,
    highest: 0x3fffffff,
    socket: 41,
    clone: 56,
    clone3: 435,
    refused: {
      ...COMMON,
      shmget: 29,
      ptrace: 101,
      pivot_root: 155,
      mount: 165,
      umount2: 166,
      add_key: 248,
      request_key: 249,
      keyctl: 250,
      unshare: 272,
      perf_event_open: 298,
      setns: 308,
      process_vm_readv: 310,
      process_vm_writev: 311,
      memfd_create: 319,
      bpf: 321,
      userfaultfd: 323,
    },
  },
  arm64: {
    audit: 0xc00000b7,
    highest: 0xffffffff,
    socket: 198,
    clone: 220,
    clone3: 435,
    refused: {
      ...COMMON,
      umount2: 39,
      mount: 40,
      pivot_root: 41,
      unshare: 97,
      ptrace: 117,
      shmget: 194,
      add_key: 217,
      request_key: 218,
      keyctl: 219,
      perf_event_open: 241,
      setns: 268,
      process_vm_readv: 270,
      process_vm_writev: 271,
      memfd_create: 279,
      bpf: 280,
      userfaultfd: 282,
    },
  },
};

/** Unix, IPv4, IPv6, netlink: what a network namespace holds. Others, such as vsock, reach past it. */
const SOCKET_FAMILIES = [1, 2, 10, 16];

/** Each of `clone`'s flags that make a namespace. */
const NEW_NAMESPACES = 0x7e020000;

const [EPERM, ENOSYS, EAFNOSUPPORT] = [1, 38, 97];
const ALLOW = 0x7fff0000;
const KILL = 0x80000000;
const refuse = (errno: number): number => 0x00050000 | errno;

/** Fields of what a filter is given (seccomp(2), `struct seccomp_data`), in bytes; both are little-endian. */
const [NUMBER, PROCESSOR, FIRST_ARGUMENT] = [0, 4, 16];

type Instruction = [code: number, ifTrue: number, ifFalse: number, value: number];

const load = (offset: number): Instruction => [0x20, 0, 0, offset];
const give = (value: number): Instruction => [0x06, 0, 0, value];
/** Compares what was loaded, and skips so many instructions when it holds or does not. */
const comparison =
  (code: number) =>
  (value: number, ifTrue: number, ifFalse: number): Instruction => [code, ifTrue, ifFalse, value];
const [equals, exceeds, hasAny] = [comparison(0x15), comparison(0x25), comparison(0x45)];

/**
 * A seccomp filter, as bubblewrap's `--seccomp` takes it, that refuses system calls no notebook
 * needs: namespaces inside the sandbox and mounts in them, memory that no process is seen to hold,
 * other processes' memory, the kernel's key rings, kinds of sockets that leave a network namespace.
 *
 * `clone3` is refused as unknown, since a filter cannot see its flags; libraries use `clone` then.
 *
 * @param arch `process.arch`
 * @returns nothing for a processor whose numbers are not known here
 */
export function seccompFilter(arch: string): Buffer | undefined {
  const processor = PROCESSORS[arch];
  if (processor === undefined) return undefined;
  const { audit, highest, socket, clone, clone3, refused } = processor;
  const program: Instruction[] = [
    load(PROCESSOR),
    equals(audit, 1, 0),
    give(KILL),
    load(NUMBER),
    exceeds(highest, 0, 1),
    give(refuse(ENOSYS)),
    ...Object.values(refused).flatMap((number) => [equals(number, 0, 1), give(refuse(EPERM))]),
    equals(clone3, 0, 1),
    give(refuse(ENOSYS)),
    equals(clone, 0, 3),
    load(FIRST_ARGUMENT),
    hasAny(NEW_NAMESPACES, 0, 1),
    give(refuse(EPERM)),
    load(NUMBER),
    equals(socket, 0, SOCKET_FAMILIES.length + 2),
    load(FIRST_ARGUMENT),
    ...SOCKET_FAMILIES.map((family, index) => equals(family, SOCKET_FAMILIES.length - index, 0)),
    give(refuse(EAFNOSUPPORT)),
    give(ALLOW),
  ];
  return Buffer.concat(program.map(encode));
}

/** One `struct sock_filter`. */
function encode([code, ifTrue, ifFalse, value]: Instruction): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeUInt16LE(code, 0);
  bytes.writeUInt8(ifTrue, 2);
  bytes.writeUInt8(ifFalse, 3);
  bytes.writeUInt32LE(value >>> 0, 4);
  return bytes;
}

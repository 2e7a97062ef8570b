import { FsError } from "./fs-error.ts";
import { ENTRY_TYPES, type FsCommandName, type FsEntry, type FsOperation } from "./schema.ts";

/** One operation of `hf_fs` with its arguments read. */
export interface FsCommand {
  op: FsCommandName;
  uri: string;
  recursive?: boolean;
  glob?: string;
  entryType?: FsEntry["type"];
  name?: string;
  path?: string;
  query?: string;
  sort?: string;
  tags?: string[];
  kind?: string;
  /** Bytes. */
  maxBytes?: number;
  offset?: number;
  limit?: number;
}

type Options = Omit<FsCommand, "op" | "uri">;

/** Which options a command takes; aliases of an option share its key. */
const OPTIONS: Record<FsCommandName, Readonly<Record<string, keyof Options>>> = {
  ls: {
    "--recursive": "recursive",
    "-R": "recursive",
    "--glob": "glob",
    "--type": "entryType",
    "--sort": "sort",
    "--limit": "limit",
  },
  cat: { "--offset": "offset", "--max-bytes": "maxBytes" },
  attach: { "--max-bytes": "maxBytes" },
  stat: {},
  find: { "--name": "name", "--path": "path", "--type": "entryType", "--limit": "limit" },
  search: {
    "--query": "query",
    "--type": "entryType",
    "--sort": "sort",
    "--tag": "tags",
    "--kind": "kind",
    "--limit": "limit",
  },
};

const SORTS =
  "createdAt downloads likes lastModified likes30d trendingScore mainSize id trending upvotes".split(
    " ",
  );
const LONGEST_URI = 2_000;
const SEARCHABLE =
  /^hf:\/\/(?:(?:models|datasets|spaces|collections)(?:\/[^/]+)?|papers|docs(?:\/.+)?)$/;
const OPEN_SEARCH = /^hf:\/\/(?:models|datasets|spaces|collections)(?:\/[^/]+)?$/;

/**
 * Reads the arguments of one operation.
 *
 * @throws FsError HF_FS_INVALID_ARGUMENT for an unknown option, a bad value or a bad URI
 */
export function parseCommand({ cmd, args }: FsOperation): FsCommand {
  const { options, positionals } = split(cmd, args);
  const [uri, ...rest] = positionals;
  if (uri === undefined) throw invalid(`${cmd} requires an hf:// URI`);
  if (uri.length > LONGEST_URI) throw invalid(`URI must have at most ${LONGEST_URI} characters`);
  if (!uri.startsWith("hf://")) throw invalid("URI must start with hf://");
  if (rest.length > 0 && cmd !== "search") {
    throw invalid(`unexpected argument for ${cmd}: ${rest[0]}`);
  }
  const query = rest.join(" ").trim();
  const command = { op: cmd, uri, ...(query === "" ? {} : { query }), ...options };
  validate(command);
  return command;
}

function split(cmd: FsCommandName, args: readonly string[]) {
  const positionals: string[] = [];
  const options: Options = {};
  for (let index = 0; index < args.length; index += 1) {
    const token = args[index] ?? "";
    const key = OPTIONS[cmd][token];
    if (key === undefined) {
      if (token.startsWith("-")) throw invalid(`unexpected argument for ${cmd}: ${token}`);
      positionals.push(token);
    } else if (key === "recursive") {
      options.recursive = true;
    } else {
      index += 1;
      set(options, key, token, args[index]);
    }
  }
  return { options, positionals };
}

function set(options: Options, key: keyof Options, token: string, value: string | undefined): void {
  if (value === undefined) throw invalid(`${token} requires a value`);
  if (key === "tags") {
    options.tags = [...(options.tags ?? []), value];
    return;
  }
  if (options[key] !== undefined) throw invalid(`duplicate option for ${key}: ${token}`);
  if (key === "limit" || key === "offset" || key === "maxBytes") {
    if (!/^-?\d+$/.test(value)) throw invalid(`${token} requires an integer`);
    options[key] = Number(value);
  } else if (key === "entryType") {
    options.entryType = entryType(value);
  } else if (key !== "recursive") {
    options[key] = value;
  }
}

function entryType(value: string): FsEntry["type"] {
  const known = ENTRY_TYPES.find((type) => type === value);
  if (known === undefined)
    throw invalid(`invalid entry type: ${value}. Use --type file for files.`);
  return known;
}

function validate({ op, uri, query, sort, limit, offset, maxBytes, kind, tags }: FsCommand): void {
  if (op === "search" && query === undefined && !OPEN_SEARCH.test(uri)) {
    throw invalid("search requires a positional query or --query");
  }
  if (op === "search" && (!SEARCHABLE.test(uri) || uri.endsWith("s/trending"))) {
    throw invalid(
      "search requires hf://models|datasets|spaces[/OWNER], hf://collections[/OWNER], any hf://docs scope, or exactly hf://papers.",
    );
  }
  if (sort !== undefined && !SORTS.includes(sort)) throw invalid(`invalid sort: ${sort}`);
  if (kind !== undefined && kind !== "mcp") throw invalid(`invalid Space kind: ${kind}`);
  if ((tags !== undefined || kind !== undefined) && uri !== "hf://spaces") {
    throw invalid("--tag and --kind are supported only with search hf://spaces");
  }
  if (maxBytes !== undefined && (maxBytes < 0 || (op === "cat" && maxBytes > 80_000))) {
    throw invalid("max_bytes must be between 0 and 80000");
  }
  if (offset !== undefined && offset < 0) throw invalid("offset must be non-negative");
  const most = op === "search" ? 1_000 : 10_000;
  if (limit !== undefined && (limit < 1 || limit > most)) {
    throw invalid(`limit must be between 1 and ${most} for this command`);
  }
}

function invalid(what: string): FsError {
  return new FsError("HF_FS_INVALID_ARGUMENT", `EINVAL: ${what}`);
}

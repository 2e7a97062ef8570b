import { countText } from "../../base/counted.ts";
import type { Observations, Reply } from "./observations.ts";
import { place, RESTS, type ServerRule } from "./rule.ts";
import { wordsOfReply } from "./seen.ts";

const isOpen = (reply: Reply): boolean => reply.status === "result";

/** The first 401 or 403 among the openings. */
function refusal({ opening }: Observations): (Reply & { status: "http" }) | undefined {
  const replies = [opening.legacy, opening.modern];
  if (replies.some(isOpen)) return undefined;
  return replies.find(
    (reply): reply is Reply & { status: "http" } =>
      reply.status === "http" && (reply.code === 401 || reply.code === 403),
  );
}

const eraRules: readonly ServerRule[] = [
  {
    id: "no-era",
    severity: "error",
    title: "The server opens in no revision of MCP",
    concerns: "Every host",
    rests: RESTS.claudeCodeRun,
    happens: "No host can connect.",
    todo: "Answer server/discover (2026-07-28) or initialize (2025-11-25); SDK v2 answers both.",
    look(seen) {
      const { modern, legacy } = seen.opening;
      if (isOpen(modern) || isOpen(legacy) || refusal(seen) !== undefined) return [];
      return [
        place("server/discover", wordsOfReply(modern)),
        place("initialize", wordsOfReply(legacy)),
      ];
    },
  },
  {
    id: "discover-kills",
    severity: "error",
    title: "The server ends at the method server/discover",
    concerns: "Claude Code; clients that try 2026-07-28 first",
    rests: `${RESTS.claudeCodeRun}: its first message to a stdio server`,
    happens: "The host reports a server that failed to connect.",
    todo: "Answer methods that you do not know with the JSON-RPC error -32601.",
    look: ({ diesOnDiscover, opening }) =>
      diesOnDiscover ? [place("server/discover", wordsOfReply(opening.modern))] : [],
  },
  {
    id: "discover-unanswered",
    severity: "error",
    title: "The method server/discover gets no answer",
    concerns: "Claude Code; clients that try 2026-07-28 first",
    rests: `${RESTS.claudeCodeRun}: asks it first, and initialize after an error`,
    happens: "The host waits until its time limit before it tries the older way, if it does.",
    todo: "Answer methods that you do not know with the JSON-RPC error -32601.",
    look: ({ diesOnDiscover, opening: { modern, legacy } }) =>
      isOpen(legacy) && !diesOnDiscover && modern.status === "none"
        ? [place("server/discover", wordsOfReply(modern))]
        : [],
  },
  {
    id: "era-legacy-only",
    severity: "note",
    title: "The server does not speak 2026-07-28",
    concerns: "Clients of 2026-07-28 only",
    rests: RESTS.spec2026,
    happens: "Hosts open the older way, with a session; later ones may not.",
    todo: "Serve with SDK v2, which speaks both.",
    look: ({ opening: { modern, legacy } }) =>
      isOpen(legacy) && (modern.status === "error" || modern.status === "http")
        ? [place("server/discover", wordsOfReply(modern))]
        : [],
  },
  {
    id: "era-modern-only",
    severity: "warning",
    title: "The server speaks 2026-07-28 only",
    concerns: "Clients of SDK v1; hosts of 2025",
    rests: "SDK v1 1.32.2 stops at 2025-11-25, read 2026-11-22",
    happens: "Such clients cannot connect.",
    todo: "Serve both; SDK v2 does from one factory.",
    look: ({ opening: { modern, legacy } }) =>
      isOpen(modern) && !isOpen(legacy) ? [place("initialize", wordsOfReply(legacy))] : [],
  },
  {
    id: "sdk-refuses",
    severity: "error",
    title: "The official client does not take what the server says",
    concerns: "Clients of SDK v2",
    rests: RESTS.sdkV2,
    happens: "The client throws, and nothing of the list is left.",
    todo: "Compare what the server sends with the schema of the specification.",
    unless: ["schema-not-object", "capability-unanswered", "cursor-broken", "discover-unanswered"],
    look: ({ sdk }) =>
      Object.entries(sdk).map(([era, complaint]) => place(`the client, ${era} era`, complaint)),
  },
];

const transportRules: readonly ServerRule[] = [
  {
    id: "stdout-noise",
    severity: "error",
    title: "There is something on stdout that is no MCP message",
    concerns: "Every host that starts servers",
    rests: `${RESTS.spec2025}: nothing on stdout but messages`,
    happens: "Clients report errors, and some end the connection.",
    todo: "Log to stderr.",
    look: ({ noise }) =>
      noise.lines > 0
        ? [place("stdout", `${countText(noise.lines, "line")}, the first: ${noise.first}`)]
        : [],
  },
  {
    id: "rebinding",
    severity: "error",
    title: "Neither Host nor Origin is checked",
    concerns: "The person who runs it on their own machine",
    rests: `${RESTS.spec2025}: servers must validate Origin`,
    happens: "A web page that rebinds its name to this machine can call every tool.",
    todo: "Refuse foreign Host and Origin with 403: localhostHostValidation and localhostOriginValidation of the SDK.",
    look: ({ http }) =>
      http?.takesForeign?.both === true
        ? [place("HTTP", "a request with Host and Origin of evil.example gets a result")]
        : [],
  },
  {
    id: "origin-unchecked",
    severity: "warning",
    title: "Origin is not checked",
    concerns: "The person who runs it on their own machine",
    rests: `${RESTS.spec2025}: servers must validate Origin`,
    happens: "Only the check of Host keeps web pages from the tools.",
    todo: "Refuse a foreign Origin with 403.",
    look: ({ http }) =>
      http?.takesForeign?.origin === true && !http.takesForeign.both
        ? [place("HTTP", "a request with Origin http://evil.example gets a result")]
        : [],
  },
  {
    id: "host-unchecked",
    severity: "note",
    title: "Host is not checked",
    concerns: "The person who runs it on their own machine",
    rests: "The SDK's own guards, @modelcontextprotocol/node 2.1.2, check both, read 2026-11-22",
    happens: "Only the check of Origin keeps web pages from the tools.",
    todo: "Refuse a foreign Host with 403.",
    look: ({ http }) =>
      http?.takesForeign?.host === true && !http.takesForeign.both
        ? [place("HTTP", "a request with Host evil.example gets a result")]
        : [],
  },
  {
    id: "listens-everywhere",
    severity: "warning",
    title: "The server listens on more than this machine's own address",
    concerns: "The person who runs it on their own machine",
    rests: `${RESTS.spec2025}: local servers should bind 127.0.0.1`,
    happens: "Others in the same network can call every tool.",
    todo: "Listen on 127.0.0.1.",
    look: ({ http }) =>
      (http?.reachableAt ?? []).length > 0
        ? [place("HTTP", `the port answers at ${http?.reachableAt.join(", ")}, too`)]
        : [],
  },
  {
    id: "stream-silent",
    severity: "warning",
    title: "GET for a stream sends no headers",
    concerns: "Clients of 2025 that open the stream",
    rests: `${RESTS.spec2025}: a stream, or 405`,
    happens: "The client waits; some never finish connecting.",
    todo: "Flush the headers as soon as the stream is open, or answer 405.",
    look: ({ http }) =>
      http !== undefined && !http.streamAnswers ? [place("GET", "no headers in time")] : [],
  },
  {
    id: "challenge-missing",
    severity: "error",
    title: "401 or 403 comes without WWW-Authenticate",
    concerns: "Every host that signs in",
    rests: `${RESTS.spec2026}, authorization`,
    happens: "A host cannot find out where to get a token.",
    todo: 'Send WWW-Authenticate: Bearer resource_metadata="…".',
    look(seen) {
      const refused = refusal(seen);
      return refused?.challenge === null ? [place("HTTP", wordsOfReply(refused))] : [];
    },
  },
  {
    id: "permission-needed",
    severity: "note",
    title: "The server wants a permission, so nothing else was looked at",
    concerns: "The person who runs this command",
    rests: `${RESTS.spec2026}, authorization`,
    happens: "All other rules say nothing.",
    todo: 'Give the token: --header "Authorization: Bearer …".',
    look(seen) {
      const refused = refusal(seen);
      return refused === undefined || refused.challenge === null
        ? []
        : [place("HTTP", wordsOfReply(refused))];
    },
  },
];

export const connectionRules: readonly ServerRule[] = [...eraRules, ...transportRules];

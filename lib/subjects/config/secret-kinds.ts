import { isPlaceholder } from "./secret-values.ts";

/** What secretlint's recommended rules do not know, or know in one form only: kind and pattern. */
const KINDS: readonly [kind: string, pattern: RegExp][] = [
  ["hugging-face", /\bhf_[A-Za-z0-9]{20,}/g],
  ["anthropic", /\bsk-ant-[\w-]{16,}/g],
  ["crm", /\bcrm_(live|test)_[A-Za-z0-9]{12,}/g],
  ["github", /\b(gh[pousr]_[A-Za-z0-9]{30,}|github_pat_\w{40,})/g],
  ["aws", /\b(AKIA|ASIA)[A-Z\d]{16}\b/g],
  ["gitlab", /\bgl(pat|dt|rt|oas|ptt|cbt|soat|ft|imt|agent)-[\w-]{16,}/g],
  [
    "google",
    /\b(AIza[\w-]{30,}|GOCSPX-[\w-]{20,}|ya29\.[\w-]{20,}|AQ\.[\w-]{40,})|(?<![\w:])1\/\/0[\w-]{40,}/g,
  ],
  ["stripe", /\b([sr]k_(live|test)_[A-Za-z0-9]{16,}|whsec_[\w+/]{20,})/g],
  ["notion", /\b(ntn_[A-Za-z0-9]{30,}|secret_[A-Za-z0-9]{40,})/g],
  ["figma", /\bfigd_[\w-]{20,}/g],
  ["supabase", /\b(sbp_[\da-f]{30,}|sb_secret_[\w-]{20,})/g],
  ["tavily", /\btvly-[\w-]{20,}/g],
  ["brave", /\bBSA[\w-]{20,}/g],
  ["groq", /\bgsk_[A-Za-z0-9]{30,}/g],
  ["openai", /\bsk-(?!ant-)((proj|svcacct|admin|or-v1)-)?[\w-]{32,}/g],
  ["slack", /\b(xox[a-z]|xapp)-[\w-]{20,}/g],
  ["telegram", /(?<!\d)\d{8,10}:AA[\w-]{30,}/g],
  ["azure-storage", /AccountKey=[\w+/]{60,}/g],
  [
    "private-key",
    /-----BEGIN [A-Z ]*PRIVATE KEY-----|\bAGE-SECRET-KEY-1[A-Z\d]{50,}|\bnsec1[a-z\d]{50,}/g,
  ],
  ["cloudflare", /\bv1\.0-[\da-f]{24}-[\da-f]{100,}/g],
  ["launchdarkly", /\b(sdk|api)-[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}\b/g],
  ["asana", /\b[12]\/\d{13,}\/\d{13,}:[\da-f]{32}\b/g],
  ["clickup", /\bpk_\d{6,}_[A-Z\d]{30,}/g],
  ["terraform", /\b\w{14}\.atlasv1\.[\w-]{40,}/g],
  ["mailgun", /\bkey-[\da-f]{32}\b/g],
  ["mailchimp", /\b[\da-f]{32}-us\d{1,2}\b/g],
  ["twilio", /\bSK[\da-f]{32}\b/g],
  ["discord", /\b[MNO][\w-]{23,27}\.[\w-]{6}\.[\w-]{27,}/g],
  ["square", /\b(EAAA[\w-]{56,}|sq0csp-[\w-]{40,})/g],
  ["fal", /\b[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}:[\da-f]{32}\b/g],
  ["jwt", /\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{10,}/g],
  [
    "token",
    /\b(lin_api_|dop_v1_|dapi|ATATT3x|r8_|pplx-|xai-|glsa_|glc_|sntry[su]_|PMAK-|shp(at|ss|ca|pa)_|npm_|pypi-|apify_api_|pcsk_|lsv2_(pt|sk)_|ctx7sk-|hvs\.|dp\.(pt|st)\.|napi_|nfp_|rnd_|phx_|NRAK-|fc-|e2b_|jina_|re_|sm_|pat-[a-z]{2}\d-|pat(?=\w{14}\.)|SG\.|tskey-[a-z]+-|dckr_pat_|sq[apu]_|ops_eyJ|HRKU-|ATBB|ATTA|fm2_|sk\.eyJ|bb_live_|fw_|csk-|tgp_v1_|pscale_(tkn|pw|oauth)_|xkeysib-|rubygems_|pul-|lin_oauth_|do[or]_v1_|AAAAAAAAAAAAAAAAAAAAA)[\w.-]{24,}/g,
  ],
];

/** What each of these forms has somewhere: prose is done with at a glance. */
const LONG_WORD = /[\w.+/=:-]{16}|-----BEGIN/;

/** Where a text holds something of a known form that is no placeholder. */
export function knownKinds(text: string): { kind: string; at: number }[] {
  if (!LONG_WORD.test(text)) return [];
  return KINDS.flatMap(([kind, pattern]) =>
    [...text.matchAll(pattern)]
      // A form with its usual beginning and no digit is a name: `re_something_like_this_one`.
      .filter(([found]) => !isPlaceholder(found) && (kind !== "token" || /\d/.test(found)))
      .map((match) => ({ kind, at: match.index })),
  );
}

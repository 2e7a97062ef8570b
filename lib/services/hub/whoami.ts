import { z } from "zod";
import { withNotice } from "./notice.ts";

const word = z.string().min(1);

const organization = z.strictObject({
  id: word,
  name: word,
  display_name: word,
  url: z.url(),
  role: word.optional(),
  plan: word.optional(),
  security_restrictions: z.array(word).optional(),
  resource_groups: z.array(z.strictObject({ id: word, name: word, role: word })).optional(),
});

const scopedPermission = z.strictObject({
  entity: z.strictObject({
    id: word,
    type: z.enum([
      "model",
      "dataset",
      "space",
      "bucket",
      "kernel",
      "collection",
      "org",
      "user",
      "resource_group",
      "oauth_app",
    ]),
    name: word.optional(),
  }),
  permissions: z.array(word),
  restrictions: z
    .array(
      z.strictObject({ resource_type: z.literal("inference_endpoint"), patterns: z.array(word) }),
    )
    .optional(),
});

const credential = z.discriminatedUnion("type", [
  z.strictObject({
    type: z.literal("personal_access_token"),
    role: z.enum(["read", "write", "fine_grained"]),
    created_at: z.iso.datetime().optional(),
    permissions: z
      .strictObject({
        scoped: z.array(scopedPermission),
        global: z.array(word).optional(),
        can_read_gated_repos: z.boolean().optional(),
      })
      .optional(),
  }),
  z.strictObject({
    type: z.literal("oauth"),
    expires_at: z.iso.datetime().optional(),
    scopes: z.array(word).optional(),
  }),
  z.strictObject({
    type: z.literal("app_token"),
    role: word.optional(),
    entities: z.array(
      z.strictObject({
        type: z.enum(["model", "dataset", "space", "bucket", "kernel", "org"]).optional(),
        name: word,
      }),
    ),
  }),
  z.strictObject({ type: z.literal("other"), expires_at: z.iso.datetime().optional() }),
]);

const nobody = {
  account: z.null(),
  organizations: z.array(organization),
  credential: z.null(),
  guidance: word,
};

/** What `hf_whoami` answers as `structuredContent`: the real server's schema. */
export const whoamiOutput = z.discriminatedUnion("status", [
  z.strictObject({
    status: z.literal("authenticated"),
    account: z.strictObject({
      id: word,
      type: z.enum(["user", "org", "app"]),
      name: word,
      url: z.url().optional(),
      is_pro: z.boolean().optional(),
    }),
    organizations: z.array(organization),
    credential,
  }),
  z.strictObject({ status: z.literal("anonymous"), ...nobody }),
  z.strictObject({ status: z.literal("authentication_unverified"), ...nobody }),
]);

type Whoami = z.output<typeof whoamiOutput>;

/** Who a request counts as: nobody, a token that was accepted, or one that could not be checked. */
export type Identity = Whoami["status"];

const NOBODY = { account: null, organizations: [], credential: null };

const ANSWERS: Record<Identity, Whoami> = {
  authenticated: {
    status: "authenticated",
    account: {
      id: "rehearsal-user",
      type: "user",
      name: "rehearsal-user",
      url: "https://huggingface.co/rehearsal-user",
      is_pro: false,
    },
    organizations: [],
    credential: { type: "personal_access_token", role: "write" },
  },
  anonymous: {
    status: "anonymous",
    ...NOBODY,
    guidance: "Set HF_TOKEN for higher rate limits. A token also adds tools that write.",
  },
  authentication_unverified: {
    status: "authentication_unverified",
    ...NOBODY,
    guidance: "A token was sent, but the Hub could not be asked about it. Try again later.",
  },
};

/** Answers `hf_whoami`. It never names the token. */
export function whoami(identity: Identity): { text: string; structured: Whoami } {
  const structured = ANSWERS[identity];
  const lines =
    structured.status === "authenticated"
      ? [
          `Authenticated as \`${structured.account.name}\`.`,
          "",
          `- **Account type:** \`${structured.account.type}\``,
        ]
      : [`Status: ${structured.status}.`, "", structured.guidance];
  return {
    text: withNotice(["# Hugging Face authentication", "", ...lines].join("\n")),
    structured,
  };
}

import { z } from "zod";

/** What can be told by mail; as the API spells it. */
export const mailKinds = ["verify-email", "reset-password", "password-changed", "quota-notice"] as const;
export type MailKind = (typeof mailKinds)[number];

/** Where links lead that a mail carries. What they hold stands behind `#`: it reaches neither logs nor other sites. */
export const linkPaths = { "verify-email": "/verify-email", "reset-password": "/reset-password" } as const;

export interface MailText {
  subject: string;
  text: string;
}

/** `kept` is one that stays here to be read, because no mail server is set. */
export type MailState = "sent" | "waiting" | "failed" | "kept";

export function stateOf(mail: { sentAt: Date | null; failure: string }, hasServer: boolean): MailState {
  if (mail.sentAt) return "sent";
  if (!hasServer) return "kept";
  return mail.failure === "" ? "waiting" : "failed";
}

export function subjectOf(kind: MailKind): string {
  return subjects[kind];
}

const subjects: Record<MailKind, string> = {
  "verify-email": "Confirm your e-mail address",
  "reset-password": "Choose a new password",
  "password-changed": "Your password was changed",
  "quota-notice": "A quota is nearly or wholly used",
};

/** What a notice on a quota tells of. */
export const quotaFacts = z.strictObject({
  application: z.string(),
  product: z.string(),
  plan: z.string(),
  /** Percent. */
  level: z.int(),
  periodEndsAt: z.iso.datetime(),
  subscriptionId: z.uuid(),
});

export type QuotaFacts = z.output<typeof quotaFacts>;

interface Occasion {
  kind: MailKind;
  /** Of the recipient. */
  name: string;
  publicUrl: string;
  /** The whole link, of a kind that carries one. */
  link: string | undefined;
  hoursToLive: number;
  /** Of a notice on a quota. */
  quota?: QuotaFacts | undefined;
}

/** Plain text: it is read everywhere, and nothing of a stranger in it can become markup. */
export function textOf({ kind, name, publicUrl, link, hoursToLive, quota }: Occasion): MailText {
  const lines: Record<MailKind, string[]> = {
    "verify-email": [
      "please confirm that this address is yours:",
      link ?? "",
      `The link works once, for ${hoursToLive} hours. If you have no account at ${publicUrl}, ignore this mail.`,
    ],
    "reset-password": [
      "somebody, hopefully you, asked for a new password. Choose it here:",
      link ?? "",
      `The link works once, for ${hoursToLive} hours. If it was not you, ignore this mail: your password stays as it is.`,
    ],
    "password-changed": [
      "your password was changed and all sessions were ended.",
      `If it was not you, choose a new one at once: ${publicUrl}/forgot-password`,
    ],
    "quota-notice": quota ? quotaLines(quota, publicUrl) : [],
  };
  const subject = quota
    ? `${quota.application}: ${quota.level} % of the quota of ${quota.plan} is used`
    : subjects[kind];
  return { subject, text: [`Hello ${name},`, ...lines[kind], publicUrl].join("\n\n") };
}

function quotaLines(
  { application, product, plan, level, periodEndsAt, subscriptionId }: QuotaFacts,
  publicUrl: string,
) {
  const end = `${periodEndsAt.slice(0, 16).replace("T", " ")} UTC`;
  return [
    `your application ${application} has used ${level} % of the quota of the plan ${plan} of ${product}.`,
    level >= 100
      ? `Its calls are refused with 403 quota-exceeded until the next period begins, ${end}.`
      : `At 100 % its calls are refused until the next period begins, ${end}.`,
    `See its use, or ask for a larger plan: ${publicUrl}/subscriptions/${subscriptionId}`,
  ];
}

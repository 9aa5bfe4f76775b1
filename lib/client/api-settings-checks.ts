import { z } from "zod";
import { changeApiInput } from "../catalog/input.ts";
import { httpsRules } from "../contract/https.ts";
import { mayReach } from "./https-settings.ts";

const fields = changeApiInput.shape;

const shown = z.object({
  name: fields.name.unwrap(),
  summary: fields.summary.unwrap(),
  description: fields.description.unwrap(),
  category: fields.category.unwrap(),
  tags: listOf(fields.tags.unwrap()),
  contacts: z.preprocess(withoutBlanks, fields.contacts.unwrap()),
  visibility: fields.visibility.unwrap(),
  basePath: fields.basePath.unwrap(),
  hosts: listOf(fields.hosts.unwrap()),
  scheme: z.enum(["path", "header", "query", "none"]),
  schemeName: z.string().trim().max(100),
  access: z.enum(["key", "token", "key-or-token", "certificate", "none"]),
  headers: listOf(z.array(z.string().toLowerCase().max(100)).max(8)),
  query: listOf(z.array(z.string().max(100)).max(8)),
  openidConfig: listOf(z.array(z.string().max(2_000)).max(10)),
  audiences: listOf(z.array(z.string().max(500)).max(100)),
  claim: z.string().trim().max(200),
  identifies: z.enum(["client", "subscription"]),
  httpsMode: httpsRules.shape.mode,
  hstsSeconds: z.string().regex(/^(?:none|\d+)$/),
  hstsReach: z.enum(["host", "subdomains", "preload"]),
});

/** Settings as a form holds them: texts, lists as people write them. The parts are checked by the server's own schema. */
export const apiSettingsForm = shown.refine(mayReach, { message: "needs a year at least", path: ["hstsSeconds"] });

/** What is left empty of a contact is not said. */
function withoutBlanks(contacts: unknown): unknown {
  return z
    .array(z.record(z.string(), z.string()))
    .parse(contacts)
    .map((contact) =>
      Object.fromEntries(Object.entries(contact).filter(([name, text]) => name === "name" || text.trim() !== "")),
    );
}

/** `a, b` on the screen, a list on its way. */
function listOf<T extends z.ZodType<unknown, string[]>>(list: T) {
  return z
    .string()
    .max(6_000)
    .transform((text) =>
      text
        .split(/[,\n]/)
        .map((item) => item.trim())
        .filter((item) => item !== ""),
    )
    .pipe(list);
}

import { z } from "zod";

/** A group as it is typed: its addresses are lines of one text. */
export function groupDraft<T>(schema: z.ZodType<T>) {
  return z
    .looseObject({ publicUrls: z.string() })
    .transform(({ publicUrls, ...rest }) => ({ ...rest, publicUrls: linesOf(publicUrls) }))
    .superRefine((values, check) => {
      for (const issue of schema.safeParse(values).error?.issues ?? []) {
        const [place, line] = issue.path;
        const message =
          place === "publicUrls" && line !== undefined ? `Line ${Number(line) + 1} ${issue.message}.` : issue.message;
        check.addIssue({ code: "custom", path: place === "publicUrls" ? [place] : issue.path, message });
      }
    })
    .transform((values) => schema.parse(values));
}

function linesOf(text: string): string[] {
  return text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
}

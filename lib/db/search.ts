/** A case-insensitive search for the text itself: `%` and `_` are letters like others. */
export function containing(text: string) {
  return { contains: text.replaceAll(/[\\%_]/g, "\\$&"), mode: "insensitive" as const };
}

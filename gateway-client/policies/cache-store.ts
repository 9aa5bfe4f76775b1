import { bytes, duration, milliseconds, size } from "@gatehouse/contract/units.ts";
import { z } from "zod";
import { definePolicy } from "./define.ts";
import type { Exchange } from "./exchange.ts";
import { compileText, type Text } from "./expressions/text.ts";
import { headerName } from "./fields.ts";

const FIELDS_MAX = 4;
const TAGS_MAX = 20;
/** Of one answer, also where an expression gives more. */
const TAGS_OF_ONE_MAX = 100;
const TAG_LENGTH_MAX = 200;

export const cacheStore = definePolicy({
  name: "cache-store",
  version: 1,
  summary: "Stores the answer for later calls, as it stands at this place.",
  phase: "cache",
  sections: ["outbound"],
  config: z.strictObject({
    duration: duration.refine((text) => milliseconds(text) >= 1000, "is less than 1s").optional(),
    "cache-private": z.boolean().default(false),
    "purge-tags": z.array(z.string().min(1).max(1000)).max(TAGS_MAX).default([]),
    "targeted-fields": z.array(headerName).max(FIELDS_MAX).default([]),
    "stale-while-revalidate": duration.default("0s"),
    "stale-if-error": duration.default("0s"),
    "max-size": size.default("1MiB"),
  }),
  compile(config, site) {
    const texts = config["purge-tags"].map((text, index) => compileText(text, `/purge-tags/${index}`, site));
    const rules = {
      stepId: site.id,
      durationMs: config.duration === undefined ? undefined : milliseconds(config.duration),
      isPrivateStored: config["cache-private"],
      targetedFields: config["targeted-fields"],
      staleWhileRevalidateMs: milliseconds(config["stale-while-revalidate"]),
      staleIfErrorMs: milliseconds(config["stale-if-error"]),
      bytesMax: bytes(config["max-size"]),
      tags: readerOf(texts),
    };
    return (exchange) => {
      exchange.storeAnswer(rules);
      return undefined;
    };
  },
});

/** Each text may give several tags, parted by commas or white space, as backends write them in a header. */
function readerOf(texts: readonly Text[]): (exchange: Exchange) => readonly string[] {
  const tagsIn = (text: string) => text.split(/[\s,]+/).filter((tag) => tag !== "" && tag.length <= TAG_LENGTH_MAX);
  if (texts.every(({ fixed }) => fixed !== undefined)) {
    const fixed = texts.flatMap((text) => tagsIn(text.fixed ?? ""));
    return () => fixed;
  }
  return (exchange) => texts.flatMap((text) => tagsIn(text.read(exchange))).slice(0, TAGS_OF_ONE_MAX);
}

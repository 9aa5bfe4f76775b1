import { z } from "zod";
import { definePolicy } from "./define.ts";
import { compileText, compileValue } from "./expressions/text.ts";
import { readOr } from "./read-or.ts";

const DIMENSIONS_MAX = 5;
const VALUE_LENGTH_MAX = 200;

const metricName = z
  .string()
  .regex(/^[a-z][a-z0-9_]{0,79}$/, "is not a name of lower-case letters, digits and underscores")
  .refine((name) => !/_(total|sum|count|bucket)$/.test(name), "ends in what the gateway adds itself");

const dimensionName = z
  .string()
  .regex(/^[a-z][a-z0-9_]{0,49}$/, "is not a name of lower-case letters, digits and underscores")
  .refine((name) => name !== "le" && name !== "quantile", "is a name that Prometheus keeps for itself");

export const emitMetric = definePolicy({
  name: "emit-metric",
  version: 1,
  summary: "Adds a value to a metric of your own, by dimensions of your choice.",
  phase: "transform",
  sections: ["inbound", "backend", "outbound", "onError"],
  config: z.strictObject({
    name: metricName,
    value: z.union([z.number(), z.string().min(1).max(2000)]).default(1),
    dimensions: z
      .array(z.strictObject({ name: dimensionName, value: z.string().max(2000) }))
      .max(DIMENSIONS_MAX)
      .refine((all) => new Set(all.map(({ name }) => name)).size === all.length, "names a dimension twice")
      .default([]),
    "max-values": z.int().min(1).max(1000).default(100),
  }),
  compile({ name, value, dimensions, "max-values": valuesMax }, site) {
    const readValue = typeof value === "string" ? compileValue(value, "/value", site) : () => value;
    const readers = dimensions.map((dimension, index) => {
      const { read } = compileText(dimension.value, `/dimensions/${index}/value`, site);
      return { name: dimension.name, read };
    });
    return (exchange) => {
      const number = Number(readOr(() => readValue(exchange), Number.NaN));
      if (!Number.isFinite(number)) return undefined;
      exchange.reports.count({
        name,
        value: number,
        valuesMax,
        dimensions: readers.map((one): [string, string] => [
          one.name,
          readOr(() => one.read(exchange), "").slice(0, VALUE_LENGTH_MAX),
        ]),
      });
      return undefined;
    };
  },
});

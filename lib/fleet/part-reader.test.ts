import { expect, test } from "vitest";
import { chooseEncoding } from "./part-reader.ts";

test.each([
  ["br, gzip", "gzip"],
  ["br", "br"],
  ["gzip;q=0, br;q=0.5", "br"],
  ["GZIP", "gzip"],
  ["gzip;q=0.000", "identity"],
  ["deflate", "identity"],
  [null, "identity"],
])("who accepts %o is sent %s", (header, encoding) => {
  expect(chooseEncoding(header)).toBe(encoding);
});

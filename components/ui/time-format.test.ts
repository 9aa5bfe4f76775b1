import { describe, expect, it } from "vitest";
import { inUtc, shortInUtc, sinceInWords } from "./time-format.ts";

const now = Date.parse("2026-11-20T10:00:00.000Z");

describe("how times are written", () => {
  it.each([
    [-10, "just now"],
    [-90, "2 min ago"],
    [-45 * 60, "45 min ago"],
    [-59.5 * 60, "1 h ago"],
    [-23.7 * 3600, "1 d ago"],
    [-2 * 86_400, "2 d ago"],
    [3 * 86_400, "in 3 d"],
    [-40 * 86_400, undefined],
  ])("%d seconds from now reads %s", (seconds, words) => {
    expect(sinceInWords(new Date(now + seconds * 1000), now)).toBe(words);
  });

  it("names the zone wherever it is not the reader's own", () => {
    expect(inUtc(new Date(now))).toBe("2026-11-20 10:00:00 UTC");
    expect(shortInUtc(new Date(now), false)).toBe("20 Nov 2026, 10:00 UTC");
    expect(shortInUtc(new Date(now), true)).toBe("20 Nov 2026");
  });
});

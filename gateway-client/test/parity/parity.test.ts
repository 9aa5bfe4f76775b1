import { existsSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { runSuite } from "../../../scripts/gatehouse/fixtures/run-suite.ts";

const suites = readdirSync(import.meta.dirname).filter((name) => name.endsWith(".test.yaml"));
const hasFixtures = existsSync(new URL("../../../../shared/parity/", import.meta.url));

/** The behaviours by which gateways are compared, as `gatehouse test` runs them. */
describe.skipIf(!hasFixtures)("behaviours that gateways are compared by", () => {
  it("are eight", () => {
    expect(suites).toHaveLength(8);
  });

  it.each(suites)("%s", async (name) => {
    const { faults, tests } = await runSuite(fileURLToPath(new URL(name, import.meta.url)), "");
    expect(faults).toEqual([]);
    expect(tests.length).toBeGreaterThan(0);
    expect(tests.filter((test) => test.faults.length > 0)).toEqual([]);
  });
});

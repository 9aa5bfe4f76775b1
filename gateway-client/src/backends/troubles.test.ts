import { expect, test } from "vitest";
import type { BackendReport } from "./running-backend.ts";
import { troublesOf } from "./troubles.ts";

const up = { url: "http://a:1", isUp: true };
const out = { url: "http://b:1", isUp: false };
const report = (more: Partial<BackendReport>): BackendReport => {
  return { id: "b", name: "Orders", circuit: "closed", targets: [up], ...more };
};

test.each<[string, Partial<BackendReport>, object[]]>([
  ["that is well", {}, []],
  ["without a circuit breaker that is well", { circuit: undefined }, []],
  [
    "with a target that is out",
    { targets: [up, out] },
    [{ id: "b", name: "Orders", targetsOut: [out.url], targets: 2 }],
  ],
  ["that rests", { circuit: "open" }, [{ id: "b", name: "Orders", circuit: "open", targetsOut: [], targets: 1 }]],
])("of a backend %s the control plane hears what is wrong, and no more", (_, more, expected) => {
  expect(troublesOf([report(more)])).toEqual(expected);
});

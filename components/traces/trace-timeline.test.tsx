import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { TraceTimeline } from "./trace-timeline.tsx";

type Step = Parameters<typeof TraceTimeline>[0]["steps"][number];

const step = (more: Partial<Step>): Step => ({
  kind: "policy",
  name: "set-header",
  id: "orders/v1/inbound/set-header",
  scope: "api",
  section: "inbound",
  inside: null,
  beganMs: 1,
  durationMs: 0.25,
  read: [],
  changed: [],
  outcome: "next",
  status: null,
  detail: "",
  ...more,
});

test("a step says what it read and changed, what was there before, and what was not there", () => {
  const words = textOf([
    step({
      read: [{ what: "request header x-user", value: null }],
      changed: [
        { what: "request header x-region", before: "us", after: "eu" },
        { what: "request header x-debug", before: "1", after: null },
      ],
    }),
  ]);
  expect(words).toContain("read request header x-user not there");
  expect(words).toContain("changed request header x-region us eu");
  expect(words).toContain("changed request header x-debug 1 removed");
  expect(words).toContain("0.25 ms");
});

test("refusals, faults and attempts are told apart", () => {
  const words = textOf([
    step({ kind: "frame", name: "authenticate", outcome: "refusal", detail: "subscription-key-missing" }),
    step({ kind: "attempt", name: "GET", id: "http://orders:9000", outcome: "answer", status: 200, beganMs: 2 }),
    step({
      kind: "attempt",
      name: "GET",
      id: "http://orders:9001",
      outcome: "fault",
      detail: "unreachable",
      beganMs: 3,
    }),
  ]);
  expect(words).toContain("Authenticate gateway refused");
  expect(words).toContain("GET http://orders:9000 backend 200");
  expect(words).toContain("GET http://orders:9001 backend failed");
});

function textOf(steps: Step[]): string {
  const html = renderToStaticMarkup(<TraceTimeline steps={steps} totalMs={10} />);
  return html.replace(/<[^>]+>/g, " ").replace(/\s+/g, " ");
}

import { expect, test } from "vitest";
import {
  assertEditable,
  nextRevisionState,
  nextVersionState,
  revisionEvents,
  revisionStates,
  versionEvents,
  versionStates,
} from "./catalog.ts";

const versionEdges: Record<string, string> = {
  "draft publish": "published",
  "draft retire": "retired",
  "published publish": "published",
  "published deprecate": "deprecated",
  "published retire": "retired",
  "deprecated publish": "deprecated",
  "deprecated restore": "published",
  "deprecated retire": "retired",
};

const revisionEdges: Record<string, string> = {
  "draft submit": "in_review",
  "in_review withdraw": "draft",
  "in_review approve": "approved",
  "in_review reject": "rejected",
  "approved publish": "live",
  "live supersede": "superseded",
  "superseded publish": "live",
};

test.each(versionStates.flatMap((from) => versionEvents.map((event) => [from, event] as const)))(
  "a version in %s meets %s as the table of the domain says",
  (from, event) => expect(outcome(() => nextVersionState(from, event))).toBe(versionEdges[`${from} ${event}`]),
);

test.each(revisionStates.flatMap((from) => revisionEvents.map((event) => [from, event] as const)))(
  "a revision in %s meets %s as the table of the domain says",
  (from, event) => expect(outcome(() => nextRevisionState(from, event))).toBe(revisionEdges[`${from} ${event}`]),
);

test("a refused event names the state in words", () => {
  expect(() => nextRevisionState("in_review", "publish")).toThrow("A revision that is in review cannot be published.");
});

test.each(revisionStates)("only a draft may be edited, %s is tried", (state) => {
  expect(outcome(() => assertEditable(state) ?? "yes")).toBe(state === "draft" ? "yes" : undefined);
});

function outcome(attempt: () => string): string | undefined {
  try {
    return attempt();
  } catch {
    return undefined;
  }
}

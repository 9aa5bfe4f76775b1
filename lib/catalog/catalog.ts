import { Problem } from "../contract/problem.ts";

export const versionStates = ["draft", "published", "deprecated", "retired"] as const;
export const versionEvents = ["publish", "deprecate", "restore", "retire"] as const;
export const revisionStates = ["draft", "in_review", "approved", "live", "superseded", "rejected"] as const;
export const revisionEvents = ["submit", "withdraw", "approve", "reject", "publish", "supersede"] as const;

export type VersionState = (typeof versionStates)[number];
export type VersionEvent = (typeof versionEvents)[number];
export type RevisionState = (typeof revisionStates)[number];
export type RevisionEvent = (typeof revisionEvents)[number];

type Table<State extends string, Event extends string> = Record<State, Partial<Record<Event, State>>>;

/** A version's way. Publishing a further revision leaves a version where it is; a retired one does not come back. */
export const versionTable: Table<VersionState, VersionEvent> = {
  draft: { publish: "published", retire: "retired" },
  published: { publish: "published", deprecate: "deprecated", retire: "retired" },
  deprecated: { publish: "deprecated", restore: "published", retire: "retired" },
  retired: {},
};

/** A revision's way. Publishing a superseded one is the rollback; the one that was live is superseded by it. */
export const revisionTable: Table<RevisionState, RevisionEvent> = {
  draft: { submit: "in_review" },
  in_review: { withdraw: "draft", approve: "approved", reject: "rejected" },
  approved: { publish: "live" },
  live: { supersede: "superseded" },
  superseded: { publish: "live" },
  rejected: {},
};

export function nextVersionState(from: VersionState, event: VersionEvent): VersionState {
  const to = versionTable[from][event];
  if (!to) throw new Problem("wrong-state", `A version that is ${from} cannot be ${pastTense[event]}.`);
  return to;
}

export function nextRevisionState(from: RevisionState, event: RevisionEvent): RevisionState {
  const to = revisionTable[from][event];
  if (!to) throw new Problem("wrong-state", `A revision that is ${inWords(from)} cannot be ${pastTense[event]}.`);
  return to;
}

/** Only a draft's description, backend and policies change; from the review on a revision is what was reviewed. */
export function assertEditable(state: RevisionState): void {
  if (state !== "draft") {
    throw new Problem("wrong-state", `A revision that is ${inWords(state)} cannot be changed; make a new one.`);
  }
}

/** Versions that gateways serve and the portal shows. */
export const servedStates: readonly VersionState[] = ["published", "deprecated"];

function inWords(state: RevisionState): string {
  return state.replace("_", " ");
}

const pastTense = {
  publish: "published",
  deprecate: "deprecated",
  restore: "restored",
  retire: "retired",
  submit: "submitted",
  withdraw: "withdrawn",
  approve: "approved",
  reject: "rejected",
  supersede: "superseded",
} as const satisfies Record<VersionEvent | RevisionEvent, string>;

"use client";

import type { RevisionView } from "#lib/catalog/view.ts";
import { moveRevision, type RevisionPlace } from "#lib/client/revisions.ts";
import { ActionDialog } from "../ui/action-dialog.tsx";
import { MoveWithNote } from "./move-with-note.tsx";

interface RevisionActionsProps {
  place: RevisionPlace;
  state: RevisionView["state"];
  /** Number of the revision that gateways serve now. */
  liveRevision: number | null;
  /** The reader made or submitted it, so somebody else has to decide. */
  isOwn: boolean;
  permissions: string[];
}

/** What can happen to a revision next, each with what it means. */
export function RevisionActions({ place, state, liveRevision, isOwn, permissions }: RevisionActionsProps) {
  const may = new Set(permissions);
  if (state === "draft" && may.has("revision.submit")) {
    return (
      <MoveWithNote
        place={place}
        move="submit"
        label="Submit for review"
        look={{ variant: "primary" }}
        description="Somebody else of the workspace reviews it. While it is in review it cannot be changed; you can withdraw it."
        noteLabel="What changes"
        done="It waits for its review"
      />
    );
  }
  if (state === "in_review") {
    return (
      <>
        {may.has("revision.submit") && (
          <ActionDialog
            label="Withdraw"
            title="Withdraw it from review?"
            description="It becomes a draft again and can be changed."
            run={() => moveRevision(place, "withdraw")}
            done="It is a draft again"
          />
        )}
        {may.has("revision.review") && (isOwn ? <OwnRevision /> : <Decision place={place} />)}
      </>
    );
  }
  if ((state === "approved" || state === "superseded") && may.has("revision.publish")) {
    return <Publication place={place} isRollback={state === "superseded"} liveRevision={liveRevision} />;
  }
  return null;
}

function OwnRevision() {
  return <p className="max-w-64 text-small text-soft">You made or submitted it: somebody else has to review it.</p>;
}

function Decision({ place }: { place: RevisionPlace }) {
  return (
    <>
      <MoveWithNote
        place={place}
        move="reject"
        label="Reject"
        isNoteNeeded
        description="It ends here; its maker sees the reason and can begin a new revision."
        noteLabel="Reason"
        done="It is rejected"
      />
      <MoveWithNote
        place={place}
        move="approve"
        label="Approve"
        look={{ variant: "primary" }}
        description="It can be made live then. Nothing changes for callers before that."
        noteLabel="Note"
        done="It is approved"
      />
    </>
  );
}

interface PublicationProps {
  place: RevisionPlace;
  isRollback: boolean;
  liveRevision: number | null;
}

function Publication({ place, isRollback, liveRevision }: PublicationProps) {
  const { revision, version } = place;
  return (
    <ActionDialog
      label={isRollback ? "Roll back to this" : "Make live"}
      look={{ variant: "primary" }}
      title={isRollback ? `Roll ${version} back to revision ${revision}?` : `Make revision ${revision} live?`}
      description={
        <>
          <p>Gateways serve it within seconds; calls under way end on what they began with.</p>
          {liveRevision !== null && (
            <p className="mt-2">
              Revision {liveRevision}, live now, is kept and can be made live again. Callers of operations that revision{" "}
              {revision} does not have are answered with 404.
            </p>
          )}
        </>
      }
      run={() => moveRevision(place, "publish")}
      done={`Revision ${revision} is live`}
    />
  );
}

"use client";

import { Plus } from "lucide-react";
import type { VersionPlace } from "#lib/client/apis.ts";
import { createRevision } from "#lib/client/revisions.ts";
import { consolePaths } from "../apis/api-paths.ts";
import { ActionDialog } from "../ui/action-dialog.tsx";
import type { ButtonLook } from "../ui/button.tsx";

interface NewRevisionProps {
  place: VersionPlace;
  label?: string | undefined;
  look?: ButtonLook | undefined;
  /** Page of the new revision to go to, such as `policies`. */
  page?: string | undefined;
}

/** A copy of what is live, to be changed by hand. */
export function NewRevision({ place, label = "New revision", look, page }: NewRevisionProps) {
  return (
    <ActionDialog
      label={label}
      look={look}
      icon={<Plus aria-hidden />}
      title="Begin a new revision?"
      description="A draft with the description, backend and policies of the live revision. Gateways serve the live one until the new one is reviewed and made live."
      run={() => createRevision(place, {})}
      done="The draft is there"
      next={({ number }) => {
        const revision = consolePaths.revision(place.workspace, place.api, place.version, number);
        return page === undefined ? revision : `${revision}/${page}`;
      }}
    />
  );
}

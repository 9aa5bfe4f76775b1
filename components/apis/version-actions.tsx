"use client";

import type { VersionView } from "#lib/catalog/view.ts";
import { type ApiPlace, makeDefault, moveVersion } from "#lib/client/apis.ts";
import { ActionDialog } from "../ui/action-dialog.tsx";
import { DeprecateVersion } from "./deprecate-version.tsx";

interface VersionActionsProps {
  place: ApiPlace;
  version: VersionView;
  /** Names of the other versions that callers could go to. */
  others: string[];
}

export function VersionActions({ place, version, others }: VersionActionsProps) {
  const at = { ...place, version: version.name };
  const { state, name, isDefault } = version;
  const isServed = state === "published" || state === "deprecated";
  const small = { size: "small" as const };
  return (
    <div className="flex flex-wrap gap-2">
      {isServed && !isDefault && (
        <ActionDialog
          label="Make default"
          look={small}
          title={`Make ${name} the default version?`}
          description="Callers who name no version get it, and the portal shows it first."
          run={() => makeDefault(at)}
          done={`${name} is the default version`}
        />
      )}
      {state === "published" && <DeprecateVersion place={place} version={version} others={others} />}
      {state === "deprecated" && (
        <ActionDialog
          label="Restore"
          look={small}
          title={`Take the deprecation of ${name} back?`}
          description="The portal recommends it again, and answers no longer carry Deprecation and Sunset headers."
          run={() => moveVersion(at, "restore")}
          done={`${name} is no longer deprecated`}
        />
      )}
      {state !== "retired" && (
        <ActionDialog
          label="Retire"
          look={{ ...small, variant: "danger" }}
          title={`Retire ${name}?`}
          description={
            isServed
              ? "Gateways stop serving it within seconds: every caller of this version is answered with 404. A retired version does not come back."
              : "It can no longer be published. A retired version does not come back."
          }
          run={() => moveVersion(at, "retire")}
          done={`${name} is retired`}
        />
      )}
    </div>
  );
}

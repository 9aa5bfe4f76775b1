"use client";

import { useState } from "react";
import type { VersionView } from "#lib/catalog/view.ts";
import { type ApiPlace, deprecateVersion, makeDefault, moveVersion } from "#lib/client/apis.ts";
import { ActionDialog } from "../ui/action-dialog.tsx";
import { Field } from "../ui/field.tsx";
import { Input } from "../ui/input.tsx";
import { Select } from "../ui/select.tsx";
import { Textarea } from "../ui/textarea.tsx";

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
      {state === "published" && <Deprecation place={place} version={version} others={others} />}
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

function Deprecation({ place, version, others }: VersionActionsProps) {
  const [sunset, setSunset] = useState("");
  const [successor, setSuccessor] = useState(NONE);
  const [guide, setGuide] = useState(version.migrationGuide);
  return (
    <ActionDialog
      label="Deprecate"
      look={{ size: "small" }}
      title={`Deprecate ${version.name}?`}
      description="It is served as before. The portal tells readers to move on, and where to."
      run={() =>
        deprecateVersion(
          { ...place, version: version.name },
          {
            sunsetAt: sunset === "" ? null : `${sunset}T00:00:00Z`,
            successor: successor === NONE ? null : successor,
            migrationGuide: guide,
          },
        )
      }
      done={`${version.name} is deprecated`}
    >
      <Field label="Ends on" isOptional hint="Midnight UTC.">
        <Input type="date" value={sunset} onChange={(event) => setSunset(event.target.value)} />
      </Field>
      <Field label="Callers go to">
        <Select
          options={[{ value: NONE, label: "no other version" }, ...others.map((value) => ({ value, label: value }))]}
          value={successor}
          onChange={setSuccessor}
        />
      </Field>
      <Field label="Migration guide" isOptional hint="Markdown.">
        <Textarea value={guide} onChange={(event) => setGuide(event.target.value)} />
      </Field>
    </ActionDialog>
  );
}

/** No value of a select may be empty; no version is called this. */
const NONE = "*";

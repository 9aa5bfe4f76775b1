"use client";

import { useState } from "react";
import type { VersionView } from "#lib/catalog/view.ts";
import { type ApiPlace, deprecateVersion } from "#lib/client/apis.ts";
import { ActionDialog } from "../ui/action-dialog.tsx";
import { Checkbox } from "../ui/checkbox.tsx";
import { Field } from "../ui/field.tsx";
import { Input } from "../ui/input.tsx";
import { Select } from "../ui/select.tsx";
import { Textarea } from "../ui/textarea.tsx";
import { type Brownout, BrownoutFields, toBrownouts } from "./brownout-fields.tsx";

interface DeprecateVersionProps {
  place: ApiPlace;
  version: VersionView;
  /** Names of the other versions that callers could go to. */
  others: string[];
}

export function DeprecateVersion({ place, version, others }: DeprecateVersionProps) {
  const [sunset, setSunset] = useState("");
  const [isGone, setIsGone] = useState(false);
  const [brownouts, setBrownouts] = useState<Brownout[]>([]);
  const [successor, setSuccessor] = useState(NONE);
  const [guide, setGuide] = useState(version.migrationGuide);
  return (
    <ActionDialog
      label="Deprecate"
      look={{ size: "small" }}
      title={`Deprecate ${version.name}?`}
      description="It is served as before. The portal and each answer tell callers to move on, and where to."
      run={() =>
        deprecateVersion(
          { ...place, version: version.name },
          {
            sunsetAt: sunset === "" ? null : `${sunset}T00:00:00Z`,
            successor: successor === NONE ? null : successor,
            afterSunset: isGone && sunset !== "" ? "gone" : "serve",
            brownouts: toBrownouts(brownouts),
            migrationGuide: guide,
          },
        )
      }
      done={`${version.name} is deprecated`}
    >
      <Field label="Ends on" isOptional hint="Midnight UTC.">
        <Input type="date" value={sunset} onChange={(event) => setSunset(event.target.value)} />
      </Field>
      {sunset !== "" && (
        <Checkbox
          label="Refuse every call from that day on, with 410"
          isChecked={isGone}
          onChange={() => setIsGone(!isGone)}
        />
      )}
      <BrownoutFields brownouts={brownouts} onChange={setBrownouts} />
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

"use client";

import { parseAsString, useQueryStates } from "nuqs";
import { Select } from "../ui/select.tsx";

/** Which version a page speaks of, in its address. */
export function VersionSwitch({ versions, current }: { versions: string[]; current: string }) {
  const [, setState] = useQueryStates(parameters, { shallow: false });
  if (versions.length < 2) return null;
  return (
    <Select
      label="Version"
      size="small"
      className="w-auto!"
      options={versions.map((name) => ({ value: name, label: `Version: ${name}` }))}
      value={current}
      onChange={(version) => void setState({ version, cursor: null, tag: null })}
    />
  );
}

const parameters = { version: parseAsString, cursor: parseAsString, tag: parseAsString };

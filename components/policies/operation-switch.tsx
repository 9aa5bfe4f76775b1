"use client";

import { useQuery } from "@tanstack/react-query";
import { parseAsString, useQueryState } from "nuqs";
import { useDeferredValue, useState } from "react";
import { operationsQuery } from "#lib/client/operations.ts";
import type { RevisionPlace } from "#lib/client/revisions.ts";
import { Combobox } from "../ui/combobox.tsx";

interface OperationSwitchProps {
  place: RevisionPlace;
  current: string | undefined;
  /** What no operation stands for. */
  noneLabel: string;
}

/** Chooses an operation by typing, in the address; descriptions have thousands, so the server looks them up. */
export function OperationSwitch({ place, current, noneLabel }: OperationSwitchProps) {
  const [, setOperation] = useQueryState("operation", parseAsString.withOptions({ shallow: false }));
  const [text, setText] = useState("");
  const { data, isFetching } = useQuery(operationsQuery(place, useDeferredValue(text)));
  const found = (data ?? []).map(({ key, method, template }) => ({
    value: key,
    label: key,
    detail: key === `${method} ${template}` ? undefined : `${method} ${template}`,
  }));
  const chosen = current === undefined || found.some(({ value }) => value === current) ? [] : [current];
  return (
    <Combobox
      label="Operation"
      options={[
        ...(text === "" ? [{ value: ALL, label: noneLabel }] : []),
        ...chosen.map((value) => ({ value, label: value })),
        ...found,
      ]}
      value={current ?? ALL}
      isLoading={isFetching}
      onSearch={setText}
      onChange={(value) => {
        setText("");
        void setOperation(value === ALL ? null : value);
      }}
    />
  );
}

const ALL = "*";

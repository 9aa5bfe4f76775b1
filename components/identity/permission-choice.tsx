"use client";

import { useId } from "react";
import { Button } from "../ui/button.tsx";
import { Checkbox } from "../ui/checkbox.tsx";
import { useFormField } from "../ui/form-context.ts";

/** What a token may do, by noun. */
export function PermissionChoice({ permissions }: { permissions: string[] }) {
  const id = useId();
  const bound = useFormField("permissions");
  const chosen = Array.isArray(bound?.value) ? bound.value.filter((value) => typeof value === "string") : [];
  const nouns = [...new Set(permissions.map(nounOf))];

  function toggle(permission: string, isChosen: boolean) {
    bound?.change(isChosen ? [...chosen, permission] : chosen.filter((other) => other !== permission));
  }

  return (
    <fieldset
      aria-describedby={bound?.error ? `${id}-error` : undefined}
      className="min-w-0 rounded-control border border-line p-4 has-[p]:border-bad"
    >
      <legend className="px-1 font-[550] text-small">Permissions</legend>
      {bound?.error && (
        <p id={`${id}-error`} className="mb-3 text-bad text-small">
          {bound.error}
        </p>
      )}
      <div className="mb-3 flex flex-wrap gap-2">
        <Button size="small" onClick={() => bound?.change(permissions.filter((name) => name.endsWith(".read")))}>
          Reading only
        </Button>
        <Button size="small" onClick={() => bound?.change(permissions)}>
          All
        </Button>
        <Button size="small" variant="quiet" onClick={() => bound?.change([])}>
          None
        </Button>
      </div>
      <div className="grid gap-x-6 gap-y-4 sm:grid-cols-2 md:grid-cols-3">
        {nouns.map((noun) => (
          <div key={noun} className="flex min-w-0 flex-col gap-1.5">
            {permissions
              .filter((permission) => nounOf(permission) === noun)
              .map((permission) => (
                <Checkbox
                  key={permission}
                  label={permission}
                  isChecked={chosen.includes(permission)}
                  onChange={(isChosen) => toggle(permission, isChosen)}
                />
              ))}
          </div>
        ))}
      </div>
    </fieldset>
  );
}

function nounOf(permission: string): string {
  return permission.split(".", 1)[0] ?? "";
}

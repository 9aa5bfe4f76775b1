"use client";

import { createContext, use } from "react";
import type { BoundField } from "./form-context.ts";

interface Control {
  id: string;
  name: string | undefined;
  describedBy: string | undefined;
  isInvalid: boolean;
  bound: BoundField | undefined;
}

/** What a field tells the control inside it. */
export const ControlContext = createContext<Control | undefined>(undefined);

/** The attributes that tie a control to its field's label, hint and error; spread before the control's own props. */
export function useControl() {
  const control = use(ControlContext);
  return {
    bound: control?.bound,
    attributes: {
      id: control?.id,
      name: control?.name,
      "aria-describedby": control?.describedBy,
      "aria-invalid": control?.isInvalid || undefined,
    },
  };
}

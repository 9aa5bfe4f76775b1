import { z } from "zod";
import { pageOf } from "../contract/paging.ts";
import { createKeyInput } from "../keys/input.ts";
import { keyView } from "../keys/view.ts";

export { rotateKeyInput as rotateForm } from "../keys/input.ts";
export { keyView, newKeyView, rotatedKeyView } from "../keys/view.ts";

export const keyPage = pageOf(keyView);

/** A day that the reader chose becomes its last moment in the reader's zone. */
export const keyForm = z
  .object({ label: createKeyInput.shape.label, lastDay: z.string() })
  .transform(({ label, lastDay }) => ({
    label,
    ...(lastDay === "" ? {} : { expiresAt: new Date(`${lastDay}T23:59:59`).toISOString() }),
  }));

"use client";

import type { DialogProps } from "./dialog-frame.tsx";
import { useLater } from "./use-later.ts";

/** A layer over the page that has the keyboard until it is closed. Its code comes when it is first opened. */
export function Dialog(props: DialogProps) {
  const DialogFrame = useLater(props.isOpen, loadFrame, props.onClose);
  return DialogFrame && <DialogFrame {...props} />;
}

const loadFrame = () => import("./dialog-frame.tsx").then((module) => module.DialogFrame);

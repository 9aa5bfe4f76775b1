"use client";

import dynamic from "next/dynamic";
import { useState, useSyncExternalStore } from "react";
import { toasts } from "./toast-store.ts";

/** Stands once in the document and shows what `showToast` was given; its code is fetched with the first notice. */
export function Toasts() {
  const shown = useSyncExternalStore(toasts.subscribe, toasts.current, toasts.atStart);
  const [isWanted, setWanted] = useState(false);
  if (shown.length > 0 && !isWanted) setWanted(true);
  return isWanted && <ToastList shown={shown} />;
}

const ToastList = dynamic(() => import("./toast-list.tsx").then((module) => module.ToastList), { ssr: false });

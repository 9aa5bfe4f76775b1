"use client";

import clsx from "clsx";
import { Check, Copy } from "lucide-react";
import { useEffect, useState } from "react";
import { Button } from "./button.tsx";

interface CopyButtonProps {
  text: string;
  label?: string | undefined;
  isIconOnly?: boolean | undefined;
  variant?: "secondary" | "quiet" | "primary" | undefined;
  className?: string | undefined;
  onCopied?: (() => void) | undefined;
}

export function CopyButton({
  text,
  label = "Copy",
  isIconOnly,
  variant = "quiet",
  className,
  onCopied,
}: CopyButtonProps) {
  const [state, setState] = useState<"ready" | "copied" | "failed">("ready");

  useEffect(() => {
    if (state === "ready") return;
    const timer = setTimeout(() => setState("ready"), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [state]);

  async function copy() {
    const isCopied = await writeToClipboard(text);
    setState(isCopied ? "copied" : "failed");
    if (isCopied) onCopied?.();
  }

  return (
    <Button
      size="small"
      variant={variant}
      onClick={copy}
      {...(isIconOnly ? { "aria-label": label } : {})}
      className={clsx(isIconOnly && "size-6! px-0! align-middle", className)}
    >
      {state === "copied" ? <Check aria-hidden className="size-3.5!" /> : <Copy aria-hidden className="size-3.5!" />}
      {!isIconOnly && (state === "copied" ? "Copied" : label)}
      <span role="status" className="sr-only">
        {state === "copied" && "Copied"}
        {state === "failed" && "Copying is not allowed here; select the text instead"}
      </span>
    </Button>
  );
}

const SHOWN_MS = 2_000;

/** False where the browser forbids it, as on a page served over plain HTTP from another host. */
function writeToClipboard(text: string): Promise<boolean> {
  if (navigator.clipboard === undefined) return Promise.resolve(false);
  return navigator.clipboard.writeText(text).then(
    () => true,
    () => false,
  );
}

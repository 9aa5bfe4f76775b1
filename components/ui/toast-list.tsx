"use client";

import clsx from "clsx";
import { CircleAlert, CircleCheck, Info, X } from "lucide-react";
import * as Radix from "radix-ui/toast";
import { Button, IconButton } from "./button.tsx";
import { closeToast, type Toast } from "./toast-store.ts";

/** The notices and their place at the lower right. */
export function ToastList({ shown }: { shown: readonly Toast[] }) {
  return (
    <Radix.Provider swipeDirection="right" label="Notice">
      {shown.map((toast) => (
        <ToastCard key={toast.id} toast={toast} />
      ))}
      <Radix.Viewport
        label="Notices ({hotkey})"
        className="fixed right-0 bottom-0 z-60 flex w-[25rem] max-w-full flex-col gap-2 p-4 outline-none"
      />
    </Radix.Provider>
  );
}

function ToastCard({ toast }: { toast: Toast }) {
  const { icon: Icon, className } = looks[toast.tone];
  const { action } = toast;
  return (
    <Radix.Root
      duration={toast.tone === "bad" || action ? LONG_MS : SHORT_MS}
      type={toast.tone === "bad" ? "foreground" : "background"}
      onOpenChange={(isOpen) => !isOpen && closeToast(toast.id)}
      className="flex animate-rise-in items-start gap-3 rounded-card border border-line-strong bg-surface py-3 pr-2.5 pl-4 shadow-floating"
    >
      <Icon aria-hidden className={clsx("mt-[3px] size-4 shrink-0", className)} />
      <div className="min-w-0 grow">
        <Radix.Title className="font-[550]">{toast.title}</Radix.Title>
        {toast.detail && <Radix.Description className="text-small text-soft">{toast.detail}</Radix.Description>}
        {action && (
          <Radix.Action asChild altText={action.label}>
            <Button size="small" className="mt-2" onClick={action.run}>
              {action.label}
            </Button>
          </Radix.Action>
        )}
      </div>
      <Radix.Close asChild>
        <IconButton label="Close" icon={<X aria-hidden />} size="small" />
      </Radix.Close>
    </Radix.Root>
  );
}

const SHORT_MS = 5_000;
/** Long enough to read a failure, or to reach for the button. */
const LONG_MS = 12_000;

const looks = {
  good: { icon: CircleCheck, className: "text-good" },
  bad: { icon: CircleAlert, className: "text-bad" },
  info: { icon: Info, className: "text-info" },
};

"use client";

import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { Button } from "./button.tsx";
import { Dialog } from "./dialog.tsx";

/** Asks before a link, a reload or a closed tab throws away what was typed. */
export function LeaveGuard({ isArmed }: { isArmed: boolean }) {
  const router = useRouter();
  const [destination, setDestination] = useState<string>();

  useEffect(() => {
    if (!isArmed) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    const ask = (event: MouseEvent) => {
      const href = leavesTo(event);
      if (href === undefined) return;
      event.preventDefault();
      event.stopPropagation();
      setDestination(href);
    };
    window.addEventListener("beforeunload", warn);
    document.addEventListener("click", ask, { capture: true });
    return () => {
      window.removeEventListener("beforeunload", warn);
      document.removeEventListener("click", ask, { capture: true });
    };
  }, [isArmed]);

  return (
    <Dialog
      isOpen={destination !== undefined}
      onClose={() => setDestination(undefined)}
      title="Leave without saving?"
      description="What you changed on this page has not been saved."
      footer={
        <>
          <Button onClick={() => setDestination(undefined)}>Stay</Button>
          <Button
            variant="danger"
            onClick={() => {
              if (destination !== undefined) router.push(destination);
              setDestination(undefined);
            }}
          >
            Leave and lose it
          </Button>
        </>
      }
    />
  );
}

/** The page within this site to which a plain click on a link would go. */
function leavesTo(event: MouseEvent): string | undefined {
  const isPlain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
  if (!isPlain || !(event.target instanceof Element)) return undefined;
  const link = event.target.closest<HTMLAnchorElement>("a[href]");
  if (link === null || link.target === "_blank" || link.hasAttribute("download")) return undefined;
  const url = new URL(link.href, location.href);
  if (url.origin !== location.origin) return undefined;
  const isSamePage = url.pathname === location.pathname && url.search === location.search;
  return isSamePage ? undefined : `${url.pathname}${url.search}${url.hash}`;
}

"use client";

import { Menu } from "lucide-react";
import dynamic from "next/dynamic";
import { usePathname } from "next/navigation";
import { type ReactNode, useEffect, useState } from "react";
import { IconButton } from "../ui/button.tsx";

/** The navigation where there is no room for it; arriving at another page closes it. */
export function NavigationSheet({
  title,
  className,
  children,
}: {
  title: string;
  className: string;
  children: ReactNode;
}) {
  const [isOpen, setOpen] = useState(false);
  const [wasOpened, setOpened] = useState(false);
  const pathname = usePathname();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the path is what closes it
  useEffect(() => setOpen(false), [pathname]);

  function open() {
    setOpened(true);
    setOpen(true);
  }

  return (
    <div className={className}>
      <IconButton label="Open navigation" icon={<Menu aria-hidden />} onClick={open} aria-expanded={isOpen} />
      {wasOpened && (
        <Sheet isOpen={isOpen} onClose={() => setOpen(false)} title={title} side="left">
          {children}
        </Sheet>
      )}
    </div>
  );
}

/* Fetched when it is first wanted: most readers of most pages never do. */
const Sheet = dynamic(() => import("../ui/sheet.tsx").then((module) => module.Sheet), { ssr: false });

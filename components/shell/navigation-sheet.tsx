"use client";

import { Menu } from "lucide-react";
import { usePathname } from "next/navigation";
import { type ReactNode, useEffect, useState } from "react";
import { IconButton } from "../ui/button.tsx";
import { Sheet } from "../ui/sheet.tsx";

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
  const pathname = usePathname();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the path is what closes it
  useEffect(() => setOpen(false), [pathname]);

  return (
    <div className={className}>
      <IconButton
        label="Open navigation"
        icon={<Menu aria-hidden />}
        onClick={() => setOpen(true)}
        aria-expanded={isOpen}
      />
      <Sheet isOpen={isOpen} onClose={() => setOpen(false)} title={title} side="left">
        {children}
      </Sheet>
    </div>
  );
}

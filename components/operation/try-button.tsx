"use client";

import { Play } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import { Button } from "../ui/button.tsx";
import type { TryTarget } from "./try-types.ts";

/** Opens the form that sends a real call. The form is larger than all other script of the portal: it comes when it is wanted. */
export function TryButton({ target }: { target: TryTarget }) {
  const [isOpen, setOpen] = useState(false);
  const [wasOpened, setOpened] = useState(false);
  return (
    <>
      <Button
        variant="primary"
        onClick={() => {
          setOpened(true);
          setOpen(true);
        }}
      >
        <Play aria-hidden /> Try it
      </Button>
      {wasOpened && <TryDialog target={target} isOpen={isOpen} onClose={() => setOpen(false)} />}
    </>
  );
}

const TryDialog = dynamic(() => import("./try-dialog.tsx").then((module) => module.TryDialog), { ssr: false });

"use client";

import { useRouter } from "next/navigation";
import { Banner } from "./banner.tsx";
import { Button } from "./button.tsx";

/** Somebody else saved while this form was open. Nothing typed is lost before the reader says so. */
export function ConflictBanner({ onOverwrite }: { onOverwrite(): void }) {
  const router = useRouter();
  return (
    <div role="alert">
      <Banner
        tone="warn"
        title="Somebody else saved this meanwhile"
        action={
          <>
            <Button size="small" onClick={() => router.refresh()}>
              Drop mine and show theirs
            </Button>
            <Button size="small" onClick={onOverwrite}>
              Save mine over it
            </Button>
          </>
        }
      >
        What you typed is still here and has not been saved.
      </Banner>
    </div>
  );
}

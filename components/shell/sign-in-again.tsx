"use client";

import { usePathname, useSearchParams } from "next/navigation";
import { Suspense } from "react";
import { SIGN_IN_PATH } from "#lib/client/paths.ts";
import { ButtonLink } from "../ui/button.tsx";

/** Leads through sign-in back to this very page. */
export function SignInAgain() {
  return (
    <Suspense>
      <SignInAgainLink />
    </Suspense>
  );
}

function SignInAgainLink() {
  const pathname = usePathname();
  const query = useSearchParams().toString();
  const here = query === "" ? pathname : `${pathname}?${query}`;
  return (
    <ButtonLink variant="primary" href={`${SIGN_IN_PATH}?${new URLSearchParams({ callbackUrl: here })}`}>
      Sign in
    </ButtonLink>
  );
}

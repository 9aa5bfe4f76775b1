import type { Metadata } from "next";
import Link from "next/link";
import { NarrowPage } from "#components/identity/narrow-page.tsx";
import { RefusedSignIn } from "#components/identity/refused-sign-in.tsx";
import { SignInForm } from "#components/identity/sign-in-form.tsx";
import { SIGN_UP_PATH } from "#lib/client/paths.ts";
import { returnPath } from "#lib/client/return-path.ts";

export const metadata: Metadata = { title: "Sign in" };

interface SignInPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function SignInPage({ searchParams }: SignInPageProps) {
  const { callbackUrl, error } = await searchParams;
  const next = returnPath(callbackUrl);
  return (
    <NarrowPage
      title="Sign in"
      footer={
        <>
          No account yet?{" "}
          <Link
            href={`${SIGN_UP_PATH}?${new URLSearchParams({ callbackUrl: next })}`}
            className="font-[550] text-accent underline"
          >
            Create one
          </Link>
        </>
      }
    >
      <div className="flex flex-col gap-5">
        <RefusedSignIn error={error} />
        <SignInForm next={next} />
      </div>
    </NarrowPage>
  );
}

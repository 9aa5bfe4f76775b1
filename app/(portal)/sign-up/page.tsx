import type { Metadata } from "next";
import Link from "next/link";
import { NarrowPage } from "#components/identity/narrow-page.tsx";
import { SignUpForm } from "#components/identity/sign-up-form.tsx";
import { SIGN_IN_PATH } from "#lib/client/paths.ts";
import { returnPath } from "#lib/client/return-path.ts";

export const metadata: Metadata = { title: "Create an account" };

interface SignUpPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function SignUpPage({ searchParams }: SignUpPageProps) {
  const next = returnPath((await searchParams).callbackUrl);
  return (
    <NarrowPage
      title="Create an account"
      footer={
        <>
          You have one?{" "}
          <Link
            href={`${SIGN_IN_PATH}?${new URLSearchParams({ callbackUrl: next })}`}
            className="font-[550] text-accent underline"
          >
            Sign in
          </Link>
        </>
      }
    >
      <SignUpForm next={next} />
    </NarrowPage>
  );
}

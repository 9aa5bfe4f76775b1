import type { Metadata } from "next";
import Link from "next/link";
import { SignUpForm } from "#components/identity/sign-up-form.tsx";
import { PortalPage } from "#components/shell/portal-page.tsx";
import { Card } from "#components/ui/card.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { SIGN_IN_PATH } from "#lib/client/paths.ts";
import { returnPath } from "#lib/client/return-path.ts";

export const metadata: Metadata = { title: "Create an account" };

interface SignUpPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function SignUpPage({ searchParams }: SignUpPageProps) {
  const next = returnPath((await searchParams).callbackUrl);
  return (
    <PortalPage>
      <div className="mx-auto flex max-w-md flex-col gap-5">
        <PageHeader title="Create an account" />
        <Card>
          <SignUpForm next={next} />
        </Card>
        <p className="text-small text-soft">
          You have one?{" "}
          <Link
            href={`${SIGN_IN_PATH}?${new URLSearchParams({ callbackUrl: next })}`}
            className="font-[550] text-accent underline"
          >
            Sign in
          </Link>
        </p>
      </div>
    </PortalPage>
  );
}

import type { Metadata } from "next";
import Link from "next/link";
import { SignInForm } from "#components/identity/sign-in-form.tsx";
import { PortalPage } from "#components/shell/portal-page.tsx";
import { Card } from "#components/ui/card.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { SIGN_UP_PATH } from "#lib/client/paths.ts";
import { returnPath } from "#lib/client/return-path.ts";

export const metadata: Metadata = { title: "Sign in" };

interface SignInPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function SignInPage({ searchParams }: SignInPageProps) {
  const next = returnPath((await searchParams).callbackUrl);
  return (
    <PortalPage>
      <div className="mx-auto flex max-w-md flex-col gap-5">
        <PageHeader title="Sign in" />
        <Card>
          <SignInForm next={next} />
        </Card>
        <p className="text-small text-soft">
          No account yet?{" "}
          <Link
            href={`${SIGN_UP_PATH}?${new URLSearchParams({ callbackUrl: next })}`}
            className="font-[550] text-accent underline"
          >
            Create one
          </Link>
        </p>
      </div>
    </PortalPage>
  );
}

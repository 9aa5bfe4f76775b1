import type { Metadata } from "next";
import Link from "next/link";
import { ForgotPasswordForm } from "#components/identity/forgot-password-form.tsx";
import { NarrowPage } from "#components/identity/narrow-page.tsx";
import { SIGN_IN_PATH } from "#lib/client/paths.ts";
import { env } from "#lib/env.ts";

export const metadata: Metadata = { title: "Forgotten password" };

/** Whether there is a mail server is known where it runs, not where it is built. */
export const dynamic = "force-dynamic";

export default function ForgotPasswordPage() {
  return (
    <NarrowPage
      title="Forgotten password"
      description="You get a link by mail with which you choose a new one."
      footer={
        <Link href={SIGN_IN_PATH} className="font-[550] text-accent underline">
          Back to sign-in
        </Link>
      }
    >
      <ForgotPasswordForm isMailSent={env.smtpUrl !== undefined} />
    </NarrowPage>
  );
}

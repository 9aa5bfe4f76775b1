import type { Metadata } from "next";
import { NarrowPage } from "#components/identity/narrow-page.tsx";
import { ResetPasswordForm } from "#components/identity/reset-password-form.tsx";

export const metadata: Metadata = { title: "Choose a new password", robots: { index: false } };

export default function ResetPasswordPage() {
  return (
    <NarrowPage title="Choose a new password" description="It ends every session of your account.">
      <ResetPasswordForm />
    </NarrowPage>
  );
}

import type { Metadata } from "next";
import { NarrowPage } from "#components/identity/narrow-page.tsx";
import { VerifyEmail } from "#components/identity/verify-email.tsx";

export const metadata: Metadata = { title: "Confirm your address", robots: { index: false } };

export default function VerifyEmailPage() {
  return (
    <NarrowPage title="Confirm your address" description="So that you can be reached, and get in again.">
      <VerifyEmail />
    </NarrowPage>
  );
}

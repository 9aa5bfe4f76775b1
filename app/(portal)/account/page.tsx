import type { Metadata } from "next";
import { AccountPage } from "#components/identity/account-page.tsx";
import { EmailState } from "#components/identity/email-state.tsx";
import { PasswordForm } from "#components/identity/password-form.tsx";
import { ProfileForm } from "#components/identity/profile-form.tsx";
import { Card } from "#components/ui/card.tsx";
import { env } from "#lib/env.ts";
import { readMe } from "#lib/identity/read-me.ts";
import { read } from "../../_reader/read.ts";

export const metadata: Metadata = { title: "Account" };

export default async function ProfilePage() {
  const { name, email, isEmailVerified } = await read(readMe);
  return (
    <AccountPage>
      <Card title="Profile">
        <div className="flex flex-col gap-5">
          <ProfileForm name={name} />
          {email !== null && (
            <EmailState email={email} isVerified={isEmailVerified} isMailSent={env.smtpUrl !== undefined} />
          )}
        </div>
      </Card>
      <Card title="Password" description="A new one ends every session, this one included: you sign in again.">
        <PasswordForm />
      </Card>
    </AccountPage>
  );
}

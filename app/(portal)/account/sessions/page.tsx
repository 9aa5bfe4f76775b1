import type { Metadata } from "next";
import { AccountPage } from "#components/identity/account-page.tsx";
import { SessionList } from "#components/identity/session-list.tsx";
import { listSessions } from "#lib/identity/list-sessions.ts";
import { read } from "../../../_reader/read.ts";

export const metadata: Metadata = { title: "Sessions" };

export default async function SessionsPage() {
  const sessions = await read(listSessions);
  return (
    <AccountPage>
      <SessionList sessions={sessions} />
    </AccountPage>
  );
}

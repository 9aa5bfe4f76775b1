import { headers } from "next/headers";
import { ButtonLink } from "../ui/button.tsx";
import { SignInAgain } from "./sign-in-again.tsx";
import { StatusPage } from "./status-page.tsx";

interface StatusProps {
  /** The way back to safe ground. */
  home: { href: string; label: string };
}

export async function NotFoundStatus({ home }: StatusProps) {
  return (
    <StatusPage title="There is no such page" requestId={await requestId()} actions={<Home home={home} />}>
      <p>It may have been moved or removed, or it belongs to a workspace that you are not a member of.</p>
    </StatusPage>
  );
}

interface NoPermissionProps extends StatusProps {
  /** Who can give a role that does. */
  giver?: string | undefined;
}

export async function NoPermissionStatus({ home, giver = "An owner of the workspace" }: NoPermissionProps) {
  return (
    <StatusPage title="Your role does not permit this" requestId={await requestId()} actions={<Home home={home} />}>
      <p>{giver} can give you a role that does.</p>
    </StatusPage>
  );
}

export async function SessionEndedStatus({ home }: StatusProps) {
  const actions = (
    <>
      <Home home={home} />
      <SignInAgain />
    </>
  );
  return (
    <StatusPage title="Sign in to go on" requestId={await requestId()} actions={actions}>
      <p>You are not signed in, or your session has ended. After signing in you come back to this page.</p>
    </StatusPage>
  );
}

function Home({ home }: StatusProps) {
  return <ButtonLink href={home.href}>{home.label}</ButtonLink>;
}

async function requestId(): Promise<string | undefined> {
  return (await headers()).get("x-request-id") ?? undefined;
}

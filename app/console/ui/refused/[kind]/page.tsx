import { forbidden, notFound, unauthorized } from "next/navigation";

interface RefusedProps {
  params: Promise<{ kind: string }>;
}

/** Leads to each page that stands in place of another. */
export default async function Refused({ params }: RefusedProps) {
  const { kind } = await params;
  if (kind === "no-permission") forbidden();
  if (kind === "session-ended") unauthorized();
  if (kind === "server-error") throw new Error("Thrown to show the page for it.");
  notFound();
}

import { notFound } from "next/navigation";
import { z } from "zod";

/** The id in an address; what is none leads to the page for what is not there. */
export function idIn(text: string): string {
  const id = z.uuid().safeParse(text);
  if (!id.success) notFound();
  return id.data;
}

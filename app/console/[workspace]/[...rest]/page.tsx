import { notFound } from "next/navigation";

/** An address below that leads nowhere: said inside the frame, from which there is a way on. */
export default function NoSuchPage() {
  notFound();
}

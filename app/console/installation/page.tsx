import { redirect } from "next/navigation";

/** The gateways are what an operator looks at first. */
export default function InstallationPage() {
  redirect("/console/installation/gateways");
}

"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { APPLICATIONS_PATH, applicationPath } from "#lib/client/account-paths.ts";
import { applicationForm, createApplication } from "#lib/client/applications.ts";
import { makeOnce } from "#lib/client/once.ts";
import { ButtonLink } from "../ui/button.tsx";
import { Form, SubmitButton } from "../ui/form.tsx";
import { Opening } from "../ui/opening.tsx";
import { useForm } from "../ui/use-form.ts";
import { ApplicationFields, type TeamChoice } from "./application-fields.tsx";

export function ApplicationForm({ teams }: { teams: TeamChoice[] }) {
  const router = useRouter();
  const [once] = useState(makeOnce);
  const [madeId, setMadeId] = useState<string>();
  const form = useForm({
    schema: applicationForm,
    initial: { name: "", description: "", teamId: teams.find(({ isPersonal }) => isPersonal)?.id },
    submit: async (values) => {
      const answer = await createApplication(values, once);
      if (!answer.isOk) return answer.problem;
      setMadeId(answer.value.id);
      router.push(applicationPath(answer.value.id));
      router.refresh();
      return undefined;
    },
  });
  if (madeId) return <Opening title="The application is made" href={applicationPath(madeId)} />;
  return (
    <Form form={form} label="New application">
      <ApplicationFields teams={teams} />
      <div className="flex flex-wrap gap-2.5">
        <SubmitButton>Create application</SubmitButton>
        <ButtonLink href={APPLICATIONS_PATH}>Cancel</ButtonLink>
      </div>
    </Form>
  );
}

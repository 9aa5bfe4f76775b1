"use client";

import { useRouter } from "next/navigation";
import { useRef } from "react";
import type { z } from "zod";
import { changeGroup, createGroup, groupChangeForm, groupForm } from "#lib/client/groups.ts";
import { makeOnce } from "#lib/client/once.ts";
import type { GroupView } from "#lib/fleet/view.ts";
import { ButtonLink } from "../ui/button.tsx";
import { Field } from "../ui/field.tsx";
import { Form, SubmitButton } from "../ui/form.tsx";
import { Input } from "../ui/input.tsx";
import { Textarea } from "../ui/textarea.tsx";
import { showToast } from "../ui/toast-store.ts";
import { useForm } from "../ui/use-form.ts";
import { groupDraft } from "./group-draft.ts";

const newGroup = groupDraft(groupForm);
const changedGroup = groupDraft(groupChangeForm);

/** A new group, or another name and other addresses for one that there is. */
export function GroupForm({ group }: { group?: GroupView | undefined }) {
  const router = useRouter();
  const once = useRef(makeOnce());
  const form = useForm({
    schema: group ? changedGroup : newGroup,
    initial: {
      ...(group ? {} : { slug: "" }),
      name: group?.name ?? "",
      publicUrls: group?.publicUrls.join("\n") ?? "",
    },
    submit: async (values) => {
      const problem = group ? await change(group, values) : await createGroup(groupForm.parse(values), once.current);
      if (problem) return problem;
      showToast({ title: group ? "Saved" : `${values.name} created` });
      // A hard way on would lose the word about it; this one reads the page anew.
      if (!group) router.push(`/console/installation/groups/${groupForm.parse(values).slug}`);
      router.refresh();
      return undefined;
    },
  });
  return (
    <Form form={form} label={group ? "Gateway group" : "New gateway group"} className="max-w-xl">
      {!group && (
        <Field label="Slug" name="slug" hint="In addresses and settings; it stays. Such as eu or on-prem.">
          <Input autoComplete="off" spellCheck={false} />
        </Field>
      )}
      <Field label="Name" name="name">
        <Input autoComplete="off" />
      </Field>
      <Field
        label="Public addresses"
        name="publicUrls"
        isOptional
        hint="One a line: where callers reach the gateways of this group. The portal shows the first one in its samples."
      >
        <Textarea rows={3} spellCheck={false} placeholder="https://api.example.com" />
      </Field>
      <div className="flex gap-2.5">
        <SubmitButton>{group ? "Save" : "Create the group"}</SubmitButton>
        {!group && <ButtonLink href="/console/installation/gateways">Cancel</ButtonLink>}
      </div>
    </Form>
  );
}

async function change(group: GroupView, values: z.output<typeof groupChangeForm>) {
  const answer = await changeGroup(group, values);
  return answer.isOk ? undefined : answer.problem;
}

"use client";

import { useRouter } from "next/navigation";
import { changeRole, roleForm } from "#lib/client/members.ts";
import type { MemberView } from "#lib/workspaces/view.ts";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { Form, SubmitButton } from "../ui/form.tsx";
import { RadioGroup } from "../ui/radio-group.tsx";
import { showToast } from "../ui/toast-store.ts";
import { useForm } from "../ui/use-form.ts";
import { roles } from "./roles.ts";

interface RoleDialogProps {
  workspace: string;
  member: MemberView;
  onClose(): void;
}

export function RoleDialog({ workspace, member, onClose }: RoleDialogProps) {
  const router = useRouter();
  const form = useForm({
    schema: roleForm,
    initial: { role: member.role },
    submit: async (values) => {
      const problem = await changeRole(workspace, member.userId, values);
      if (problem) return problem;
      showToast({ title: `${member.name} has another role` });
      router.refresh();
      onClose();
    },
  });
  return (
    <Dialog isOpen onClose={onClose} title={`Role of ${member.name}`} description="It holds from the next request on.">
      <Form form={form} label="Role" mayBeLeft>
        <RadioGroup label="Role" name="role" options={roles} />
        <div className="flex justify-end gap-2.5">
          <Button onClick={onClose}>Cancel</Button>
          <SubmitButton>Change role</SubmitButton>
        </div>
      </Form>
    </Dialog>
  );
}

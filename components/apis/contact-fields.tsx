import { newContact } from "#lib/client/api-settings.ts";
import { RowList } from "../products/row-list.tsx";
import { Field } from "../ui/field.tsx";
import { Input } from "../ui/input.tsx";
import type { FormHandle } from "../ui/use-form.ts";

const CONTACTS_MAX = 10;

/** Whom developers turn to, shown on the API's page in the portal. */
export function ContactFields({ form }: { form: FormHandle }) {
  return (
    <RowList
      pointer="/contacts"
      values={form.values}
      change={form.state.change}
      title="Contacts"
      emptyText="Nobody is named on the API's page."
      addLabel="Add a contact"
      rowsMax={CONTACTS_MAX}
      newRow={newContact}
      row={(pointer) => (
        <div className="grid min-w-0 grow gap-3 sm:grid-cols-3">
          <Field label="Name" name={`${pointer}/name`}>
            <Input autoComplete="off" />
          </Field>
          <Field label="E-mail" name={`${pointer}/email`} isOptional>
            <Input type="email" autoComplete="off" spellCheck={false} />
          </Field>
          <Field label="Address" name={`${pointer}/url`} isOptional>
            <Input type="url" autoComplete="off" spellCheck={false} placeholder="https://" />
          </Field>
        </div>
      )}
    />
  );
}

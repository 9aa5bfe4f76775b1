import type { DeveloperDetailView } from "#lib/developers/view.ts";
import { Badge } from "../ui/badge.tsx";
import { CopyButton } from "../ui/copy-button.tsx";

/** Whom to write to about a team's applications. */
export function PeopleList({ people }: { people: DeveloperDetailView["people"] }) {
  return (
    <ul className="flex flex-col gap-3">
      {people.map(({ name, email, role }) => (
        <li key={email} className="flex items-start justify-between gap-3">
          <span className="min-w-0">
            <span className="block break-words font-[550]">{name}</span>
            <span className="break-all text-faint text-small">{email}</span>{" "}
            <CopyButton text={email} label={`Copy ${email}`} isIconOnly />
          </span>
          <Badge isPlain>{role}</Badge>
        </li>
      ))}
    </ul>
  );
}

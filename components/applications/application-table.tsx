import { Boxes } from "lucide-react";
import type { ListedApplicationView } from "#lib/applications/view.ts";
import { APPLICATIONS_PATH, applicationPath } from "#lib/client/account-paths.ts";
import { ButtonLink } from "../ui/button.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { plainNumber } from "../ui/number-format.ts";
import { RowLink } from "../ui/row-link.tsx";
import { type Column, Table } from "../ui/table.tsx";
import { Time } from "../ui/time.tsx";

interface ApplicationTableProps {
  applications: ListedApplicationView[];
  /** Whether less is shown than there is: then nothing found does not mean nothing there. */
  isFiltered: boolean;
}

export function ApplicationTable({ applications, isFiltered }: ApplicationTableProps) {
  return (
    <Table
      caption="Applications"
      columns={columns}
      rows={applications}
      keyOf={({ id }) => id}
      empty={isFiltered ? <NothingFound /> : <NoneYet />}
    />
  );
}

const columns: Column<ListedApplicationView>[] = [
  {
    id: "name",
    header: "Application",
    cell: ({ id, name, description }) => (
      <>
        <RowLink href={applicationPath(id)}>
          <span className="break-words">{name}</span>
        </RowLink>
        {description && <p className="line-clamp-1 max-w-[40rem] break-words text-small text-soft">{description}</p>}
      </>
    ),
  },
  { id: "team", header: "Team", hideBelow: "md", cell: ({ team }) => (team.isPersonal ? "Personal" : team.name) },
  {
    id: "subscriptions",
    header: "Open subscriptions",
    align: "end",
    cell: ({ openSubscriptions }) => plainNumber(openSubscriptions),
  },
  { id: "created", header: "Made", hideBelow: "sm", cell: ({ createdAt }) => <Time at={createdAt} form="day" /> },
];

function NoneYet() {
  return (
    <EmptyState
      icon={<Boxes />}
      title="No applications yet"
      action={
        <ButtonLink variant="primary" href={`${APPLICATIONS_PATH}/new`}>
          New application
        </ButtonLink>
      }
    >
      An application is what you build: it subscribes to products and holds the keys with which it calls APIs.
    </EmptyState>
  );
}

function NothingFound() {
  return (
    <EmptyState
      icon={<Boxes />}
      title="No application fits"
      action={<ButtonLink href={APPLICATIONS_PATH}>Show all</ButtonLink>}
    >
      Try another word, or look among the archived ones.
    </EmptyState>
  );
}

import { Inbox } from "lucide-react";
import { Avatar, Monogram } from "#components/ui/avatar.tsx";
import { Badge, CountBadge } from "#components/ui/badge.tsx";
import { Banner } from "#components/ui/banner.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Kbd } from "#components/ui/kbd.tsx";
import { KeyValueList } from "#components/ui/key-value-list.tsx";
import { MethodChip } from "#components/ui/method-chip.tsx";
import { ProblemBanner } from "#components/ui/problem-banner.tsx";
import { Progress } from "#components/ui/progress.tsx";
import { TableSkeleton } from "#components/ui/skeleton.tsx";
import { Time } from "#components/ui/time.tsx";
import { Columns, Part, Row } from "./part.tsx";

export function Words() {
  return (
    <Part title="Words and states">
      <Row>
        <Badge>neutral</Badge>
        <Badge tone="good">published</Badge>
        <Badge tone="warn">waiting</Badge>
        <Badge tone="bad">refused</Badge>
        <Badge tone="info">in review</Badge>
        <Badge tone="accent">live</Badge>
        <Badge isPlain>Instant access</Badge>
        <span className="flex">
          <CountBadge count={7} label="waiting" />
        </span>
      </Row>
      <Row>
        {["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "HEAD"].map((method) => (
          <MethodChip key={method} method={method} />
        ))}
        <MethodChip method="DELETE" size="small" />
      </Row>
      <Row>
        <Avatar name="Ada Kern" />
        <Avatar name="li.wen@example.com" size="large" />
        <Monogram name="Orders" />
        <Monogram name="Payments" />
        <Monogram name="Shipping" />
        <span>
          <Kbd>J</Kbd> <Kbd>K</Kbd> move
        </span>
        <Time at="2026-11-18T09:30:00.000Z" />
        <Time at="2026-11-18T09:30:00.000Z" form="day" />
        <Time at="2026-11-18T09:30:00.000Z" form="since" />
      </Row>
      <Columns>
        <Banner title="Version 1 ends on 31 January 2027">Version 2 is out; the guide says what changes.</Banner>
        <Banner tone="good" title="Published">
          It answers at all gateways.
        </Banner>
        <Banner tone="warn" title="92 % of the quota is used" action={<Button size="small">Change plan</Button>} />
        <ProblemBanner
          problem={{
            code: "internal",
            title: "Something went wrong on our side",
            detail: "The list could not be read.",
            requestId: "6f1c2a9e-4b1d-4a55-9b7e-2f7a54a3c9d1",
            errors: [{ pointer: "/limits/0/calls", detail: "must be 1 or more" }],
          }}
        />
      </Columns>
      <Columns>
        <Card title="Nothing yet" isFlush>
          <EmptyState icon={<Inbox />} title="No requests wait" action={<Button>Share a product</Button>}>
            When somebody subscribes to a plan that needs approval, it is shown here.
          </EmptyState>
        </Card>
        <Card title="Subscription" description="Since March 2025" actions={<Badge tone="good">active</Badge>}>
          <KeyValueList
            items={[
              { key: "Application", value: "Pick-up checkout" },
              { key: "Opens", value: "Payments 2026-05-01, Orders v2, Shipping v2" },
              { key: "Expected load", value: "≈ 40 calls/min" },
            ]}
          />
        </Card>
        <Card title="Import">
          <div className="flex flex-col gap-4">
            <Progress label="Reading the description" share={0.64} />
            <Progress label="Checking" detail="1,204 operations" />
          </div>
        </Card>
      </Columns>
      <TableSkeleton rows={2} label="The list is on its way" />
    </Part>
  );
}

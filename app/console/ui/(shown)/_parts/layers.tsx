"use client";

import { Copy, MoreHorizontal, Pencil, Trash2 } from "lucide-react";
import { useState } from "react";
import { Button, IconButton } from "#components/ui/button.tsx";
import { ConfirmByNameDialog } from "#components/ui/confirm-by-name-dialog.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { KeyValueList } from "#components/ui/key-value-list.tsx";
import { Menu, MenuItem, MenuSeparator } from "#components/ui/menu.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import { showToast } from "#components/ui/toast-store.ts";
import { Part, Row } from "./part.tsx";

type Layer = "dialog" | "sheet" | "confirm";

export function Layers() {
  const [open, setOpen] = useState<Layer>();
  const close = () => setOpen(undefined);
  return (
    <Part title="Layers">
      <Row>
        <Button onClick={() => setOpen("dialog")}>Dialog…</Button>
        <Button onClick={() => setOpen("sheet")}>Sheet…</Button>
        <Button onClick={() => setOpen("confirm")}>Delete…</Button>
        <Menu trigger={<IconButton label="More" variant="secondary" icon={<MoreHorizontal aria-hidden />} />}>
          <MenuItem icon={<Pencil aria-hidden />}>Rename</MenuItem>
          <MenuItem icon={<Copy aria-hidden />} isDisabled>
            Copy
          </MenuItem>
          <MenuSeparator />
          <MenuItem icon={<Trash2 aria-hidden />} isDanger>
            Delete…
          </MenuItem>
        </Menu>
        <Button onClick={() => showToast({ title: "Key revoked", detail: "It ends at all gateways within a second." })}>
          Toast
        </Button>
        <Button onClick={() => showToast({ title: "The key could not be revoked", detail: "Try again.", tone: "bad" })}>
          Toast of a failure
        </Button>
      </Row>
      <Dialog
        isOpen={open === "dialog"}
        onClose={close}
        title="Rotate the key?"
        description="The old key goes on working until tomorrow, 10:00."
        footer={
          <>
            <Button onClick={close}>Cancel</Button>
            <Button variant="primary" onClick={close}>
              Rotate
            </Button>
          </>
        }
      />
      <Sheet isOpen={open === "sheet"} onClose={close} title="Ada Kern → Commerce Pro">
        <KeyValueList items={[{ key: "Team", value: "Parcel Labs, 4 members" }]} />
      </Sheet>
      <ConfirmByNameDialog
        isOpen={open === "confirm"}
        onClose={close}
        title="Delete the API “Orders”?"
        consequence="3 applications will lose access. This cannot be undone."
        name="orders"
        action="Delete the API"
        onConfirm={async () => ({
          code: "still-in-use",
          title: "It is still in use",
          detail: "Retire the product first.",
        })}
      />
    </Part>
  );
}

import { lazy, Suspense } from "react";

import { useOverlay } from "@/shared/ui/overlay";

const RecordDrawer = lazy(() => import("@/features/records/RecordDrawer").then((module) => ({ default: module.RecordDrawer })));
const CreateDrawer = lazy(() => import("@/features/records/CreateDrawer").then((module) => ({ default: module.CreateDrawer })));

/** The record or the creation form that the address asks for, over any screen of the workspace. */
export function RecordOverlay() {
  const { record, create, close, openRecord } = useOverlay();
  return (
    <Suspense>
      {record && <RecordDrawer key={record.id} entity={record.entity} id={record.id} onClose={close} />}
      {create && <CreateDrawer key={create.entity} entity={create.entity} preset={create.preset} onClose={close} onCreated={openRecord} />}
    </Suspense>
  );
}

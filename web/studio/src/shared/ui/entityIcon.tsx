import {
  IconAddressBook, IconBox, IconBriefcase, IconBuilding, IconBuildingWarehouse, IconCalendar, IconCar, IconCash, IconCheckbox, IconClipboardList, IconFileInvoice, IconFileText, IconHammer, IconHeadset,
  IconHome, IconInbox, IconMail, IconPackage, IconPhone, IconReceipt, IconSchool, IconShoppingCart, IconStethoscope, IconTag, IconTool, IconTruck, IconUser, IconUsers, IconHeartHandshake, type Icon,
} from "@tabler/icons-react";

/** The icons that a definition may name; anything else is a box. */
export const entityIcons: Record<string, Icon> = {
  user: IconUser, users: IconUsers, contact: IconAddressBook, building: IconBuilding, handshake: IconHeartHandshake, inbox: IconInbox, package: IconPackage, box: IconBox, briefcase: IconBriefcase,
  warehouse: IconBuildingWarehouse, calendar: IconCalendar, car: IconCar, cash: IconCash, check: IconCheckbox, list: IconClipboardList, invoice: IconFileInvoice, document: IconFileText, hammer: IconHammer,
  support: IconHeadset, home: IconHome, mail: IconMail, phone: IconPhone, receipt: IconReceipt, school: IconSchool, cart: IconShoppingCart, health: IconStethoscope, tag: IconTag, tool: IconTool, truck: IconTruck,
};

export function EntityIcon({ name, size = 18 }: { name: string | null | undefined; size?: number }) {
  const Found = entityIcons[name ?? ""] ?? IconBox;
  return <Found size={size} stroke={1.7} aria-hidden />;
}

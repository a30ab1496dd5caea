import {
  IconAdjustments, IconAlertTriangle, IconAlignLeft, IconArrowsSplit, IconAt, IconBell, IconBolt, IconBox, IconBraces, IconCalendar, IconCalendarTime, IconCash, IconCheckbox,
  IconCircleDot, IconClick, IconClock, IconColumns3, IconDoorEnter, IconDoorExit, IconFilter, IconGitBranch, IconHash, IconHourglass, IconId, IconLetterT,
  IconLink, IconListCheck, IconMapPin, IconMathFunction, IconNumber123, IconPaperclip, IconPencil, IconPercentage, IconPhone, IconPhoto,
  IconPlayerStop, IconPlaylistAdd, IconPlus, IconRepeat, IconSearch, IconSend, IconSitemap, IconStar, IconSum, IconTextCaption, IconToggleLeft, IconTrash, IconUser,
  IconUserCheck, IconUserSearch, IconUsersGroup, IconVariable, IconWebhook, IconWorld, IconZoomScan, type Icon,
} from "@tabler/icons-react";

import { entityIcons } from "@/shared/ui/entityIcon";

/** One icon for each type of field. */
const FIELD_ICONS: Record<string, Icon> = {
  text: IconLetterT, long_text: IconAlignLeft, integer: IconNumber123, number: IconHash, money: IconCash, percent: IconPercentage, boolean: IconToggleLeft,
  date: IconCalendar, datetime: IconCalendarTime, select: IconCircleDot, multi_select: IconListCheck, email: IconAt, phone: IconPhone, url: IconWorld,
  user: IconUser, link: IconLink, links: IconSitemap, formula: IconMathFunction, autonumber: IconId, any: IconVariable,
  rich_text: IconTextCaption, time: IconClock, duration: IconHourglass, team: IconUsersGroup, file: IconPaperclip, image: IconPhoto, rollup: IconSum, lookup: IconZoomScan,
  address: IconMapPin, rating: IconStar, json: IconBraces,
};

/** The types of field a builder chooses from, in the groups of the picker. */
const FIELD_GROUPS: readonly { key: string; types: readonly string[] }[] = [
  { key: "words", types: ["text", "long_text", "rich_text", "email", "phone", "url", "address"] },
  { key: "numbers", types: ["number", "integer", "money", "percent", "rating", "autonumber"] },
  { key: "choices", types: ["select", "multi_select", "boolean"] },
  { key: "time", types: ["date", "datetime", "time", "duration"] },
  { key: "links", types: ["link", "links", "user", "team"] },
  { key: "files", types: ["file", "image", "json"] },
  { key: "computed", types: ["formula", "rollup", "lookup"] },
];

/** The groups with the types that are wanted, without those that are left empty. */
export function groupsOf(wanted: (type: string) => boolean): { key: string; types: string[] }[] {
  return FIELD_GROUPS.map((group) => ({ key: group.key, types: group.types.filter(wanted) })).filter((group) => group.types.length > 0);
}

const TRIGGER_ICONS: Record<string, Icon> = {
  "record.created": IconPlus, "record.updated": IconPencil, "stage.entered": IconDoorEnter, "stage.left": IconDoorExit, "stage.overdue": IconHourglass,
  "record.deleted": IconTrash, "record.matches": IconFilter, button: IconClick, webhook: IconWebhook, schedule: IconClock,
  date: IconCalendarTime, event: IconBolt, scenario: IconSitemap, "task.done": IconCheckbox, "task.overdue": IconBell, "run.failed": IconAlertTriangle,
};

/** What a scenario may begin with, in the groups of the picker. */
export const TRIGGER_GROUPS: readonly { key: string; types: readonly string[] }[] = [
  { key: "records", types: ["record.created", "record.updated", "record.matches", "record.deleted"] },
  { key: "funnels", types: ["stage.entered", "stage.left", "stage.overdue"] },
  { key: "people", types: ["button", "task.done", "task.overdue"] },
  { key: "outside", types: ["schedule", "date", "webhook", "event", "scenario", "run.failed"] },
];

/** The steps of the picker: an action by its name, or a kind. */
export const STEP_GROUPS: readonly { key: string; steps: readonly string[] }[] = [
  { key: "records", steps: ["record.create", "record.update", "record.upsert", "record.find", "record.aggregate", "stage.move", "lines.add", "record.delete"] },
  { key: "people", steps: ["assign.choose", "task.create", "notify.users"] },
  { key: "logic", steps: ["if", "switch", "for_each", "wait", "set", "stop"] },
  { key: "outside", steps: ["http.request"] },
];

const STEP_ICONS: Record<string, Icon> = {
  "record.create": IconPlus, "record.update": IconPencil, "record.upsert": IconUserSearch, "record.delete": IconTrash, "record.find": IconSearch, "stage.move": IconColumns3, "record.aggregate": IconSum, "lines.add": IconPlaylistAdd,
  "assign.choose": IconUserCheck, "task.create": IconCheckbox, "notify.users": IconBell, "http.request": IconSend, "code.run": IconBraces, "approval.request": IconUserCheck, "event.emit": IconBolt, "webhook.respond": IconWebhook,
  if: IconGitBranch, switch: IconArrowsSplit, for_each: IconRepeat, parallel: IconGitBranch, wait: IconClock, set: IconVariable, stop: IconPlayerStop, call: IconBolt,
};

/** The colour of a step's icon: what it touches. */
export const STEP_COLORS: Record<string, string> = {
  "record.create": "caspian", "record.update": "caspian", "record.upsert": "caspian", "record.find": "caspian", "record.aggregate": "caspian", "stage.move": "caspian", "lines.add": "caspian",
  "record.delete": "pomegranate",
  "assign.choose": "indigo", "task.create": "leaf", "notify.users": "saffron", "http.request": "plum", "webhook.respond": "plum", "code.run": "sky", "approval.request": "indigo",
  if: "sky", switch: "sky", for_each: "sky", wait: "clay", set: "sky", stop: "pomegranate",
};

/** Icons an entity may wear, by the name the document holds. */
export const ENTITY_ICONS = entityIcons;

/** The icon of an entity, a neutral one where its name is not ours. */
export const entityIcon = (name: string | undefined): Icon => ENTITY_ICONS[name ?? ""] ?? IconBox;
export const stepIcon = (name: string): Icon => STEP_ICONS[name] ?? IconBolt;
export const fieldIcon = (type: string): Icon => FIELD_ICONS[type] ?? IconAdjustments;
export const triggerIcon = (on: string): Icon => TRIGGER_ICONS[on] ?? IconBolt;

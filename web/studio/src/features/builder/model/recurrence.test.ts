import { expect, it } from "vitest";

import { parseRule, printRule } from "./recurrence";

it.each(["FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,FR;BYHOUR=9;BYMINUTE=30", "FREQ=MONTHLY;BYDAY=-1FR;BYHOUR=18;BYMINUTE=0", "FREQ=MONTHLY;BYMONTHDAY=-1;BYHOUR=9;BYMINUTE=0", "FREQ=YEARLY;BYHOUR=9;BYMINUTE=0;BYMONTH=3"])("says %s as it was read", (rule) => {
  expect(printRule(parseRule(rule))).toBe(rule);
});

it("fills in what a rule leaves out", () => {
  expect(printRule(parseRule("FREQ=WEEKLY;BYDAY=MO"))).toBe("FREQ=WEEKLY;BYDAY=MO;BYHOUR=9;BYMINUTE=0");
});

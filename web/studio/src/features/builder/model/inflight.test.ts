import { expect, it } from "vitest";

import type { UnderWay } from "../api/going";
import { inFlightOf, isUnsaid, lostSteps } from "./inflight";

const place = (step: string | null, stays: boolean) => ({ version: 1, step, title: "", does: "wait", runs: 2, stays });
const FOLLOW: UnderWay = { scenario: "follow", change: "changed", runs: 6, places: [place("wait", false), place("ask", true), place(null, false)] };

it("asks where runs go on whose step is gone", () => {
  expect(lostSteps(FOLLOW)).toEqual(["wait"]);
  expect(isUnsaid([FOLLOW], { follow: { do: "move", steps: {} } })).toBe(true);
  expect(isUnsaid([FOLLOW], { follow: { do: "move", steps: { wait: "pause" } } })).toBe(false);
  expect(isUnsaid([FOLLOW], { follow: { do: "stop", steps: {} } })).toBe(false);
});

it("sends nothing of what finishes as it began", () => {
  expect(inFlightOf({ a: { do: "finish", steps: {} }, b: { do: "stop", steps: {} } })).toEqual({ b: { do: "stop", steps: {} } });
});

import { describe, expect, it } from "vitest";

import { joinDuration, splitDuration } from "./durations";
import { complete, tokenize, withTitles, wordAt } from "./formula";
import { begin, record, redo, undo } from "./history";
import { newEntity, newField } from "./making";
import { changeAt, moveAt, pathOf, pointerOf, removeAt, setAt } from "./pointer";
import { placeOf, problemsOfStep } from "./problems";
import { same } from "./same";
import { linksTo } from "./scope";
import { asSolution } from "./solution";
import { hole, partsOf, readValue } from "./templates";
import { SEED } from "./testing";
import { keyFor, titleOf, withText } from "./titles";

/** The draft is edited without being spoiled: what is not touched stays the very same. */
describe("the draft", () => {
  it("copies only what it changes", () => {
    const changed = setAt(SEED, ["entities", 0, "title"], "Person");
    expect(changed.entities[1]).toBe(SEED.entities[1]);
    expect(changed.entities[0]?.title).toBe("Person");
    expect(removeAt(SEED, ["funnels", 0]).funnels).toEqual([]);
    expect(moveAt({ list: [1, 2, 3] }, ["list"], 0, 2)).toEqual({ list: [2, 3, 1] });
    expect(changeAt({ a: 1 }, ["b"], () => undefined)).toEqual({ a: 1 });
  });

  it("reads and writes JSON Pointers", () => {
    expect(pathOf("/entities/0/fields/12/a~1b")).toEqual(["entities", 0, "fields", 12, "a/b"]);
    expect(pointerOf(["a/b", 0, "c~d"])).toBe("/a~1b/0/c~0d");
  });

  it("goes back and forth, a burst of typing at once", () => {
    let history = begin("");
    history = record(history, "a", "title", 0);
    history = record(history, "ab", "title", 100);
    history = record(history, "abc", "other", 200);
    expect(undo(history).present).toBe("ab");
    expect(undo(undo(history)).present).toBe("");
    expect(redo(undo(history)).present).toBe("abc");
    expect(undo(begin("x")).present).toBe("x");
  });

  it("survives any document", () => {
    for (const broken of [null, [], "x", { entities: "no" }, { entities: [{ key: "a" }, 3], scenarios: [{ key: "s", trigger: 1 }] }]) {
      expect(asSolution(broken).entities.every((entity) => Array.isArray(entity.fields))).toBe(true);
    }
  });
});

describe("keys and titles", () => {
  it.each([
    ["Müştəri adı", "musteri_adi"],
    ["Заявка №5", "zayavka_5"],
    ["İş sahəsi", "is_sahesi"],
    ["  Lost / reason ", "lost_reason"],
    ["5 stars", "item_5_stars"],
    ["日本", "item"],
  ])("makes a key of %s", (title, key) => expect(keyFor(title)).toBe(key));

  it("never takes a key twice, nor a reserved one", () => {
    expect(keyFor("Name", ["name", "name_2"])).toBe("name_3");
    const entity = newEntity(SEED, "Contact", "", "en", "user");
    expect(entity.key).toBe("contact_2");
    expect(newField(entity, "Stage", "text", []).key).toBe("stage_2");
    expect(newField(entity, "Sum", "number", [], ["SUM"]).key).toBe("sum_2");
  });

  it("writes one language and keeps the others", () => {
    expect(withText({ en: "A", ru: "Б" }, "ru", "В")).toEqual({ en: "A", ru: "В" });
    expect(withText({ en: "A" }, "en", "")).toBeUndefined();
    expect(withText("A", "az", "B")).toBe("B");
    expect(titleOf({ key: "lost_reason" }, "en")).toBe("Lost reason");
  });
});

describe("formulas and texts with holes", () => {
  it("loses nothing between text and chips", () => {
    for (const text of ["Call {{ record.name }}", "{{ a }}{{ b }}", "plain", "", 'x {{ TEXT(record.total, "0") }} y']) {
      expect(partsOf(text).map((part) => ("hole" in part ? hole(part.hole) : part.text)).join("")).toBe(text);
    }
    expect(partsOf("Call {{record.name}}!")).toEqual([{ text: "Call " }, { hole: "record.name" }, { text: "!" }]);
  });

  it("tells constants, formulas and texts apart", () => {
    expect(readValue("=record.id")).toEqual({ kind: "formula", source: "record.id" });
    expect(readValue("==x")).toEqual({ kind: "constant", value: "=x" });
    expect(readValue("a {{ b }}").kind).toBe("text");
    expect(readValue(5)).toEqual({ kind: "constant", value: 5 });
  });

  it("cuts a formula without losing a letter", () => {
    const source = 'IF([Apply discount]="да ""x""", sum*0.95; -2^2) & ələ.ad';
    expect(tokenize(source).map((token) => token.text).join("")).toBe(source);
  });

  it("shows titles for keys", () => {
    const shown = withTitles('IF(apply_discount = "yes", 1)', (path) => (path === "apply_discount" ? "Apply discount" : undefined));
    expect(shown).toBe('IF([Apply discount] = "yes", 1)');
  });

  it("completes by key and by title, whatever the letters", () => {
    const all = [
      { insert: "musteri", title: "Müştəri", kind: "path" as const },
      { insert: "SUM", title: "SUM", kind: "function" as const },
    ];
    expect(complete("muş", all).map((one) => one.insert)).toEqual(["musteri"]);
    expect(wordAt("a + rec", 7)).toEqual({ start: 4, end: 7, text: "rec" });
  });

  it("reads durations as people say them", () => {
    expect(splitDuration("1d12h")).toEqual({ amount: 36, unit: "h" });
    expect(splitDuration("120m")).toEqual({ amount: 2, unit: "h" });
    expect(splitDuration("soon")).toBeUndefined();
    expect(joinDuration(3, "d")).toBe("3d");
  });
});

describe("what belongs together", () => {
  it("finds the place of a problem", () => {
    expect(placeOf(SEED, "/scenarios/0/steps/3/then/0/with/title")).toEqual({ area: "scenarios", key: "open", inner: "remind" });
    expect(placeOf(SEED, "/scenarios/0/trigger/entity").inner).toBe("trigger");
    expect(placeOf(SEED, "/entities/1/fields/1/to")).toEqual({ area: "entities", key: "request", inner: "contact" });
    expect(placeOf(SEED, "/nowhere").area).toBe("overview");
  });

  it("keeps the problems of inner steps from the outer one", () => {
    const problem = (pointer: string) => ({ pointer, code: "x", message: "x" });
    const all = [problem("/scenarios/0/steps/3/if"), problem("/scenarios/0/steps/3/then/0/with/title")];
    expect(problemsOfStep(all, ["scenarios", 0, "steps", 3])).toEqual([all[0]]);
  });

  it("knows which links could hold a record", () => {
    expect(linksTo(SEED, "request", "contact")).toEqual(["contact"]);
  });

  it("knows the same however it is laid out", () => {
    expect(same({ a: 1, b: [2] }, { b: [2], a: 1 })).toBe(true);
  });
});

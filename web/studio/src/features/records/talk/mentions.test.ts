import { describe, expect, it } from "vitest";

import { beingNamed, fitting, mentioned, named, partsOf } from "./mentions";

const people = [{ id: "1", name: "Aysel Quliyeva" }, { id: "2", name: "Aysel" }, { id: "3", name: "Əli Şükürov" }];

describe("a mention", () => {
  it("begins at an @ that begins a word", () => {
    expect(beingNamed("see @Ay", 7)).toEqual({ from: 4, query: "Ay" });
    expect(beingNamed("@Aysel Qu", 9)).toEqual({ from: 0, query: "Aysel Qu" });
    expect(beingNamed("a@b", 3)).toBeNull();
    expect(beingNamed("no one", 6)).toBeNull();
  });
  it("finds people by any part of their name, without their letters' marks", () => {
    expect(fitting(people, "qul").map(({ id }) => id)).toEqual(["1"]);
    expect(fitting(people, "sukur").map(({ id }) => id)).toEqual(["3"]);
    expect(fitting(people, "")).toHaveLength(3);
  });
  it("is put in with a blank after it", () => expect(named("see @Ay, please", 4, 7, "Aysel")).toEqual({ text: "see @Aysel , please", caret: 11 }));
  it("is read back from the text, the longer name first", () => {
    expect(mentioned("@Aysel Quliyeva and @Əli Şükürov, not @Ayselim", people)).toEqual(["1", "3"]);
    expect(partsOf("hi @Aysel!", people)).toEqual([{ text: "hi " }, { text: "@Aysel", person: people[1] }, { text: "!" }]);
  });
});

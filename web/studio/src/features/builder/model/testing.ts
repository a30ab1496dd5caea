import i18next from "i18next";

import en from "@/shared/i18n/en/builder.json";
import ru from "@/shared/i18n/ru/builder.json";

import type { Lens } from "./scope";
import { asSolution, type Language, type Solution } from "./solution";

/** The seed's first story, small: a contact, a request that links to it, a funnel, a scenario. */
export const SEED: Solution = asSolution({
  axin: 1,
  key: "seed",
  title: "Seed",
  entities: [
    {
      key: "contact",
      title: { en: "Contact", ru: "Контакт" },
      fields: [
        { key: "name", type: "text", required: true },
        { key: "phone", type: "phone" },
        { key: "source", type: "select", options: [{ key: "site", title: { en: "Website", ru: "Сайт" } }] },
      ],
    },
    {
      key: "request",
      title: { en: "Request", ru: "Заявка" },
      fields: [
        { key: "name", type: "text", required: true },
        { key: "contact", type: "link", to: "contact" },
      ],
    },
  ],
  funnels: [{ key: "requests", entity: "request", title: { en: "Requests", ru: "Заявки" }, stages: [{ key: "new", title: { en: "New", ru: "Новая" } }] }],
  scenarios: [
    {
      key: "open",
      trigger: { on: "record.created", entity: "contact" },
      when: 'source = "site" AND NOT(ISBLANK(phone))',
      steps: [
        { key: "owner", action: "assign.choose", with: { among: "role:owner", rule: "round_robin" } },
        { key: "request", action: "record.create", with: { entity: "request", values: { name: "Call {{ record.name }}", contact: "=record.id" }, funnel: "requests", stage: "new", responsible: "=steps.owner.user" } },
        { key: "wait", wait: { for: "2h" } },
        { key: "still", if: '=steps.request.record.stage = "new"', then: [{ key: "remind", action: "task.create", with: { title: "Call back" } }], else: [] },
      ],
    },
  ],
});

/** The solution as its reader sees it, with the product's own words. */
export async function lensFor(solution: Solution, language: Language = "en"): Promise<Lens> {
  const instance = i18next.createInstance();
  await instance.init({ lng: language, resources: { en: { builder: en }, ru: { builder: ru } }, defaultNS: "builder", interpolation: { escapeValue: false } });
  return { solution, language, words: (key, values) => instance.t(key, values ?? {}) };
}

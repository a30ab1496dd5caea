import { ActionIcon, Menu } from "@mantine/core";
import { IconCheck, IconLanguage } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { currentLanguage, languageNames, languages, switchLanguage } from "@/shared/i18n";
import { Stream } from "@/shared/ui/Stream";

import classes from "./Split.module.css";

/** The door of the house: the form on one side, what flows behind it on the other. */
export function Split({ title, sub, children, foot }: { title: string; sub?: string; children: ReactNode; foot?: ReactNode }) {
  const { t } = useTranslation("auth");
  return (
    <div className={classes.split}>
      <main className={classes.form}>
        <div className={classes.brand}>
          <Stream size={32} />
          <span>Axın</span>
          <Menu position="bottom-end">
            <Menu.Target>
              <ActionIcon aria-label={t("language")}>
                <IconLanguage size={20} />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              {languages.map((language) => (
                <Menu.Item key={language} lang={language} rightSection={currentLanguage() === language ? <IconCheck size={16} /> : null} onClick={() => void switchLanguage(language)}>
                  {languageNames[language]}
                </Menu.Item>
              ))}
            </Menu.Dropdown>
          </Menu>
        </div>
        <div className={classes.inner}>
          <h1>{title}</h1>
          <p className={classes.sub}>{sub}</p>
          {children}
        </div>
        {foot && <div className={classes.foot}>{foot}</div>}
      </main>
      <aside className={classes.art}>
        <Current />
        <div className={classes.words}>
          <p>{t("slogan")}</p>
          <small>{t("sloganHint")}</small>
        </div>
      </aside>
    </div>
  );
}

/** The stream: from many lines to one, with the moments that something happens by itself. */
function Current() {
  const lines = Array.from({ length: 9 }, (_, index) => index);
  return (
    <svg viewBox="0 0 800 800" preserveAspectRatio="xMidYMin slice" fill="none" strokeLinecap="round" aria-hidden="true">
      {lines.map((index) => (
        <path
          key={index}
          d={`M-40 ${60 + index * 62}C160 ${40 + index * 70} 220 ${420 - index * 34} 420 ${330 + (index - 4) * 9}S640 ${180 + index * 18} 860 ${250 + (index - 4) * 22}`}
          stroke={index === 4 ? "#5fc0c6" : "#2a7880"}
          strokeOpacity={index === 4 ? 1 : 0.75 - Math.abs(index - 4) * 0.11}
          strokeWidth={index === 4 ? 5 : 2}
        />
      ))}
      <g>
        <circle cx="190" cy="306" r="8" fill="#0b3238" stroke="#f0a928" strokeWidth="4" />
        <circle cx="420" cy="330" r="13" fill="#f0a928" />
        <circle cx="420" cy="330" r="24" stroke="#f0a928" strokeOpacity="0.35" strokeWidth="3" />
        <circle cx="632" cy="308" r="8" fill="#0b3238" stroke="#82c277" strokeWidth="4" />
      </g>
    </svg>
  );
}

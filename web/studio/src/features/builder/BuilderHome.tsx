import { useTranslation } from "react-i18next";

/** The front page of the builder. */
export function BuilderHome() {
  const { t } = useTranslation("builder");
  return <h1>{t("title")}</h1>;
}

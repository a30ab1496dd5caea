import { Badge, Button, Stack, Text } from "@mantine/core";
import { IconArrowsLeftRight } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import type { Change } from "../api/going";
import { brief, thingsOf, type ChangedThing } from "../model/grouping";
import classes from "./publish.module.css";

const COLORS = { added: "leaf", changed: "caspian", removed: "pomegranate" } as const;

interface Props {
  changes: readonly Change[];
  /** Shows a scenario before and after, where there is a picture to show. */
  onPicture?: (scenario: string) => void;
}

/** What differs, in the server's words and in colours, thing by thing. */
export function ChangeList({ changes, onPicture }: Props) {
  const { t } = useTranslation("builder");
  if (changes.length === 0) return <Text size="sm" c="dimmed">{t("changes.none")}</Text>;
  return (
    <Stack gap={10} component="ul" p={0} m={0} style={{ listStyle: "none" }}>
      {thingsOf(changes).map((thing) => <Thing key={`${thing.of}/${thing.key}`} thing={thing} onPicture={onPicture} />)}
    </Stack>
  );
}

function Thing({ thing, onPicture }: { thing: ChangedThing; onPicture?: (scenario: string) => void }) {
  const { t } = useTranslation(["builder", "live"]);
  return (
    <li className={classes.thing} data-kind={thing.kind}>
      <div className={classes.head}>
        <Badge variant="light" color={COLORS[thing.kind]}>{t(`changes.${thing.kind}`)}</Badge>
        <Text size="sm" fw={600} className={classes.grow}>{thing.title || t("live:workspace")}</Text>
        {onPicture && thing.of === "scenarios" && thing.kind === "changed" && (
          <Button size="compact-xs" variant="subtle" leftSection={<IconArrowsLeftRight size={14} aria-hidden />} onClick={() => onPicture(thing.key)}>{t("live:picture")}</Button>
        )}
      </div>
      {thing.changes.length > 0 && (
        <ul className={classes.lines}>
          {thing.changes.map(({ change, words }) => <Line key={change.pointer + change.kind} change={change} words={words} />)}
        </ul>
      )}
    </li>
  );
}

function Line({ change, words }: { change: Change; words: string }) {
  const { t } = useTranslation("builder");
  const before = change.kind === "changed" ? brief(change.from) : undefined;
  const after = change.kind === "changed" ? brief(change.to) : undefined;
  return (
    <li className={classes.line} data-kind={change.kind}>
      <span className={classes.mark} aria-hidden>{change.kind === "added" ? "+" : change.kind === "removed" ? "−" : "~"}</span>
      <span className="visually-hidden">{t(`changes.${change.kind}`)}: </span>
      <span className={classes.words}>
        {words}
        {before !== undefined && after !== undefined && (
          <span className={classes.values}><del>{before}</del> → <ins>{after}</ins></span>
        )}
      </span>
    </li>
  );
}

import { Button } from "@mantine/core";
import { IconUserQuestion } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { unattendedRecords } from "@/shared/api/funnels";
import { keys } from "@/shared/api/keys";
import { formatRelative } from "@/shared/format/format";
import { displayOf, entityPlural } from "@/shared/solution/titles";
import type { EntityView, Solution } from "@/shared/solution/types";
import { useSlug, useSolution } from "@/shared/solution/useSolution";
import { useOverlay } from "@/shared/ui/overlay";
import { Panel } from "@/shared/ui/Page";

import classes from "./Home.module.css";

const FIRST = 5;
const FURTHER = 50;

/** The kinds of record that others are opened for: those with a funnel lead to them, and they stand in none themselves. */
const lookedAfter = ({ entities, funnels }: Solution): { entity: EntityView; through: string }[] => {
  const moving = new Set(funnels.map((funnel) => funnel.entity));
  return entities.flatMap((entity) => {
    const through = entity.inverses.find((inverse) => moving.has(inverse.entity));
    return through && entity.rights.read && !moving.has(entity.key) ? [{ entity, through: through.entity }] : [];
  });
};

/** Who is looked after by nobody: nothing of theirs is open, and nothing is planned. */
export function Unattended() {
  return lookedAfter(useSolution()).map(({ entity, through }) => <Kind key={entity.key} entity={entity} through={through} />);
}

/** `through` is a kind that is opened for it: when one of those changes, this is asked anew. */
function Kind({ entity, through }: { entity: EntityView; through: string }) {
  const { t } = useTranslation("stage");
  const slug = useSlug();
  const { openRecord } = useOverlay();
  const found = useInfiniteQuery({
    queryKey: [...keys.records(slug, through), "unattended", entity.key],
    queryFn: ({ pageParam }) => unattendedRecords(slug, entity.key, pageParam, pageParam ? FURTHER : FIRST),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    refetchInterval: 60_000,
  });
  const count = found.data?.pages[0]?.count ?? 0;
  if (count === 0) return null;
  return (
    <Panel flush>
      <h2 className={classes.unattended}>
        <IconUserQuestion size={18} aria-hidden /> {t("unattended.title", { kind: entityPlural(entity) })} <span className="tabular">{count > 10_000 ? "10 000+" : count}</span>
      </h2>
      <p className={classes.unattendedHint}>{t("unattended.hint")}</p>
      <ul className={classes.forgotten}>
        {found.data?.pages.flatMap((page) => page.items).map((record) => (
          <li key={record.id}>
            <button type="button" onClick={() => openRecord(entity.key, record.id)}>
              <span>{displayOf(record, entity)}</span>
              <small>{t("unattended.since", { when: formatRelative(record.created_at) })}</small>
            </button>
          </li>
        ))}
      </ul>
      {found.hasNextPage && <Button variant="subtle" m="xs" loading={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>{t("unattended.more")}</Button>}
    </Panel>
  );
}

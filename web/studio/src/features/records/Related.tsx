import { ActionIcon } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { keys } from "@/shared/api/keys";
import { listRecords } from "@/shared/api/records";
import type { RecordItem } from "@/shared/api/types";
import { quote } from "@/shared/format/text";
import { displayOf, entityPlural, entityTitle } from "@/shared/solution/titles";
import type { EntityView, InverseView } from "@/shared/solution/types";
import { useSlug, useSolution } from "@/shared/solution/useSolution";
import { StageBadge } from "@/shared/stage/StageBadge";
import { EntityIcon } from "@/shared/ui/entityIcon";
import { useOverlay } from "@/shared/ui/overlay";

import classes from "./RecordCard.module.css";

/** The records that point here, by the links that come back. */
export function Related({ entity, record }: { entity: EntityView; record: RecordItem }) {
  const { entities } = useSolution();
  return entity.inverses.map((inverse) => {
    const source = entities.find((candidate) => candidate.key === inverse.entity);
    return source && source.rights.read && source.lines_of?.entity !== entity.key && <RelatedList key={`${inverse.entity}.${inverse.field}`} inverse={inverse} source={source} record={record} />;
  });
}

function RelatedList({ inverse, source, record }: { inverse: InverseView; source: EntityView; record: RecordItem }) {
  const { t } = useTranslation("records");
  const slug = useSlug();
  const { openRecord, openCreate } = useOverlay();
  const filter = `${inverse.field} = ${quote(record.id)}`;
  const found = useQuery({ queryKey: [...keys.records(slug, source.key), "related", filter], queryFn: () => listRecords(slug, source.key, { filter, limit: 50, sort: "-created_at" }), retry: false });
  const items = found.data?.items ?? [];
  return (
    <section aria-label={entityPlural(source)}>
      <h2 className={classes.section}>
        <EntityIcon name={source.icon} size={16} />
        {entityPlural(source)}
        {found.data && <span className="tabular">{found.data.next ? "50+" : items.length}</span>}
        <span className={classes.sectionSpring} />
        {source.rights.create && (
          <ActionIcon size="md" aria-label={t("card.addRelated", { title: entityTitle(source) })} onClick={() => openCreate(source.key, { [inverse.field]: record.id })}>
            <IconPlus size={16} />
          </ActionIcon>
        )}
      </h2>
      <ul className={classes.related}>
        {items.map((item) => (
          <li key={item.id}>
            <button type="button" onClick={() => openRecord(source.key, item.id)}>
              <span>{displayOf(item, source)}</span>
              <StageBadge record={item} />
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

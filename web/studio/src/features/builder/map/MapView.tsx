import { Alert, Text } from "@mantine/core";
import { IconArrowsCross, IconRefresh, IconShieldCheck } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { ErrorState } from "@/shared/ui/ErrorState";
import { Loading } from "@/shared/ui/Loading";

import { useScenarioMap, type MapLink, type ScenarioMap } from "../api/proving";
import { triggerIcon } from "../icons";
import { spotsOf, type Spot } from "../model/map";
import { stepName } from "../model/scope";
import { entityTitle, fieldTitle, scenarioTitle, triggerSentence } from "../model/sentences";
import { byKey } from "../model/solution";
import { findStep } from "../model/steps";
import { useBuild } from "../navigation";
import { ScenarioCards } from "../overview/Overview";
import { useDraftState, useLens } from "../state/draft";
import { Glyph } from "../ui/Glyph";
import classes from "./map.module.css";

const WIDTH = 248;
const HEIGHT = 76;
const ACROSS = 96;
const DOWN = 24;

/** All scenarios as one picture: which sets which other one off, where they go in circles, and where two write one field. */
export function MapView() {
  const { t } = useTranslation("proving");
  const { slug } = useBuild();
  const { savedAt, loads } = useDraftState();
  const { data, error, refetch } = useScenarioMap(slug, `${savedAt?.getTime() ?? 0}/${loads}`);
  const { solution } = useLens();
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loading />;
  const tied = new Set(data.links.flatMap((link) => [link.from, link.to]));
  const alone = solution.scenarios.filter((one) => !tied.has(one.key));
  return (
    <>
      <Notes map={data} />
      {tied.size > 0 ? <Picture map={data} /> : <Text size="sm" c="dimmed" mb="lg">{t("map.none")}</Text>}
      {tied.size > 0 && <LinkList links={data.links} />}
      {alone.length > 0 && (
        <section aria-label={t("map.alone")}>
          <Text component="h2" fw={650} mb="sm" mt="xl">{t("map.alone")}</Text>
          <ScenarioCards scenarios={alone} />
        </section>
      )}
    </>
  );
}

function useNames() {
  const lens = useLens();
  const of = (key: string) => byKey(lens.solution.scenarios, key);
  const title = (key: string): string => {
    const found = of(key);
    return found ? scenarioTitle(lens, found) : key;
  };
  const step = (scenario: string, key: string): string => {
    const found = of(scenario);
    const drawn = found && findStep(found, key)?.step;
    return drawn ? stepName(lens, drawn) : key;
  };
  return { lens, of, title, step };
}

function Notes({ map }: { map: ScenarioMap }) {
  const { t } = useTranslation("proving");
  const { lens, title, step } = useNames();
  return (
    <div className={classes.notes}>
      {map.loops.map((loop) => (
        <Alert key={loop.join()} color="saffron" icon={<IconRefresh />} title={t("map.loop")}>
          {t(loop.length === 1 ? "map.loop_self" : "map.loop_text", { titles: loop.map((key) => `“${title(key)}”`).join(", ") })}
        </Alert>
      ))}
      {map.conflicts.map(({ entity, field, writers }) => (
        <Alert key={`${entity}/${field}`} color="saffron" icon={<IconArrowsCross />} title={t("map.conflict", { field: fieldTitle(lens, entity, field), entity: entityTitle(lens, entity) })}>
          {writers.map((one) => `“${title(one.scenario)}”: ${step(one.scenario, one.step)}`).join(" · ")}
        </Alert>
      ))}
      {map.loops.length + map.conflicts.length === 0 && map.links.length > 0 && <Alert color="leaf" icon={<IconShieldCheck />}>{t("map.clean")}</Alert>}
    </div>
  );
}

function Picture({ map }: { map: ScenarioMap }) {
  const { t } = useTranslation("proving");
  const { lens, of, title } = useNames();
  const { hrefOf } = useBuild();
  const [over, setOver] = useState<string>();
  const spots = spotsOf(lens.solution.scenarios.map((one) => one.key), map.links);
  const places = new Map(spots.map((spot) => [spot.key, spot]));
  const width = Math.max(...spots.map((spot) => left(spot))) + WIDTH + 40;
  const height = Math.max(...spots.map((spot) => top(spot))) + HEIGHT + 40;
  const inLoop = new Set(map.loops.flat());
  const pairs = [...new Map(map.links.map((link) => [`${link.from}>${link.to}`, link])).values()];
  return (
    <div className={classes.scroll} tabIndex={0} role="region" aria-label={t("map.picture")}>
      <div className={classes.picture} style={{ width, height }}>
        <svg width={width} height={height} aria-hidden className={classes.lines}>
          <defs>
            <marker id="map-arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path d="M0 0 8 4 0 8z" fill="context-stroke" /></marker>
          </defs>
          {pairs.map((link) => (
            <path key={`${link.from}>${link.to}`} d={curve(places.get(link.from), places.get(link.to))} data-loop={(inLoop.has(link.from) && inLoop.has(link.to)) || undefined} data-guarded={link.guarded || undefined} data-over={over === link.from || over === link.to || undefined} markerEnd="url(#map-arrow)" />
          ))}
        </svg>
        {spots.map((spot) => {
          const scenario = of(spot.key);
          return scenario && (
            <Link key={spot.key} to={hrefOf("scenarios", spot.key)} className={classes.node} data-off={scenario.enabled === false || undefined} style={{ left: left(spot), top: top(spot), width: WIDTH, height: HEIGHT }} onMouseEnter={() => setOver(spot.key)} onMouseLeave={() => setOver(undefined)} onFocus={() => setOver(spot.key)} onBlur={() => setOver(undefined)}>
              <Glyph of={triggerIcon(scenario.trigger.on)} tone="saffron" small />
              <span className={classes.text}>
                <b>{title(spot.key)}</b>
                <small>{triggerSentence(lens, scenario.trigger)}</small>
              </span>
            </Link>
          );
        })}
      </div>
    </div>
  );
}

const left = (spot: Spot): number => 8 + spot.column * (WIDTH + ACROSS);
const top = (spot: Spot): number => 30 + spot.row * (HEIGHT + DOWN);

/** From the right edge of one to the left edge of the other; back, or to itself, over its head. */
function curve(from: Spot | undefined, to: Spot | undefined): string {
  if (!from || !to) return "";
  const [x1, y1, x2, y2] = [left(from) + WIDTH, top(from) + HEIGHT / 2, left(to), top(to) + HEIGHT / 2];
  if (to.column > from.column) return `M${x1} ${y1} C${x1 + ACROSS / 2} ${y1} ${x2 - ACROSS / 2} ${y2} ${x2 - 2} ${y2}`;
  const over = Math.min(top(from), top(to)) - 26;
  return `M${x1 - 40} ${top(from)} C${x1 - 40} ${over} ${x2 + 40} ${over} ${x2 + 40} ${top(to) - 2}`;
}

/** The same in words: what of which scenario starts which other one. */
function LinkList({ links }: { links: readonly MapLink[] }) {
  const { t } = useTranslation("proving");
  const { title, step } = useNames();
  return (
    <ul className={classes.list}>
      {links.map((link) => (
        <li key={`${link.from}/${link.step}/${link.to}`}>
          {t(link.guarded ? "map.link_guarded" : "map.link", { from: title(link.from), step: step(link.from, link.step), to: title(link.to) })}
        </li>
      ))}
    </ul>
  );
}

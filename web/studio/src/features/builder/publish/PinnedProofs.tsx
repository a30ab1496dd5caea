import { Alert, Badge, Checkbox, Stack, Text } from "@mantine/core";
import { IconPinned } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

import { formatDateTime } from "@/shared/format/format";
import { useZone } from "@/shared/solution/useSolution";

import type { Difference, Proof } from "../api/going";
import type { Effect } from "../api/proving";
import { stepName } from "../model/scope";
import { scenarioTitle } from "../model/sentences";
import { byKey, isObject } from "../model/solution";
import { findStep } from "../model/steps";
import { useBuild } from "../navigation";
import { branchName } from "../proving/Branches";
import { EffectList } from "../proving/EffectList";
import { useLens } from "../state/draft";
import classes from "./publish.module.css";

interface Props {
  proofs: readonly Proof[];
  accepted: readonly string[];
  onAccept: (runs: string[]) => void;
}

/** Before publishing: the pinned runs that would go another way, each to be confirmed. */
export function PinnedProofs({ proofs, accepted, onAccept }: Props) {
  const { t } = useTranslation("live");
  if (proofs.length === 0) return null;
  const differing = proofs.filter((proof) => !proof.same);
  if (differing.length === 0) return <Alert color="leaf" icon={<IconPinned />}>{t("pins.all_same", { count: proofs.length })}</Alert>;
  return (
    <Stack gap="xs" role="group" aria-label={t("pins.title")}>
      <Text fw={600} size="sm">{t("pins.differ", { count: differing.length })}</Text>
      {differing.map((proof) => (
        <div key={proof.pin.run} className={classes.decision}>
          <ProofLine proof={proof} />
          <Checkbox label={t("pins.meant")} checked={accepted.includes(proof.pin.run)} onChange={(event) => onAccept(event.currentTarget.checked ? [...accepted, proof.pin.run] : accepted.filter((run) => run !== proof.pin.run))} />
        </div>
      ))}
    </Stack>
  );
}

/** A pinned run, and what the draft would make of it. */
export function ProofLine({ proof }: { proof: Proof }) {
  const { t } = useTranslation("live");
  const { hrefOf } = useBuild();
  const zone = useZone();
  const lens = useLens();
  const { pin, same, differences } = proof;
  const scenario = byKey(lens.solution.scenarios, pin.scenario);
  return (
    <>
      <div className={classes.head}>
        <Text size="sm" fw={600} className={classes.grow}>{pin.title || (scenario ? scenarioTitle(lens, scenario) : pin.scenario)}</Text>
        <Link to={hrefOf("runs", pin.run)} className={classes.link}>{formatDateTime(pin.ran_at, { zone })}</Link>
        <Badge variant="light" color={same ? "leaf" : "saffron"}>{t(same ? "pins.same" : "pins.other")}</Badge>
      </div>
      {differences.length > 0 && <ul className={classes.lines}>{differences.map((one, at) => <DifferenceLine key={at} difference={one} scenarioKey={pin.scenario} />)}</ul>}
    </>
  );
}

function DifferenceLine({ difference, scenarioKey }: { difference: Difference; scenarioKey: string }) {
  const { t } = useTranslation("live");
  const { t: proving } = useTranslation("proving");
  const lens = useLens();
  const { kind, from, to } = difference;
  const scenario = byKey(lens.solution.scenarios, scenarioKey);
  const step = scenario && difference.step ? findStep(scenario, difference.step)?.step : undefined;
  const name = step ? stepName(lens, step) : (difference.step ?? "");
  const say = (value: unknown): string => {
    if (value === null || value === undefined) return t("pins.nothing");
    if (kind === "branch" && scenario && difference.step) return branchName(lens, scenario, difference.step, String(value), proving);
    if (kind === "runs") return t(`pins.why.${String(value)}`);
    return isObject(value) ? String(value.message ?? value.code ?? "") : proving(`ended.${String(value)}`, { defaultValue: String(value) });
  };
  return (
    <li className={classes.line} data-kind={to === null ? "removed" : from === null ? "added" : "changed"}>
      <div className={classes.words}>
        {t(`pins.kind.${kind}`, { step: name })}
        {kind === "effect" ? <Effects from={from} to={to} /> : <span className={classes.values}><del>{say(from)}</del> → <ins>{say(to)}</ins></span>}
      </div>
    </li>
  );
}

/** What a step would have written, and what it would write now. */
function Effects({ from, to }: { from: unknown; to: unknown }) {
  const { t } = useTranslation("live");
  const both = isObject(from) && isObject(to);
  return ([["before", from], ["after", to]] as const).map(
    ([side, effect]) =>
      isObject(effect) && (
        <div key={side}>
          {both && <Text size="xs" c="dimmed" mt={4}>{t(side)}</Text>}
          <EffectList effects={[effect as unknown as Effect]} />
        </div>
      ),
  );
}

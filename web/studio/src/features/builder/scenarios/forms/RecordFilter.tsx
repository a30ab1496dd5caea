import { fieldsAndLinked, resolve } from "../../model/scope";
import { conditionSentence, entityTitle } from "../../model/sentences";
import { ConditionBuilder } from "./ConditionBuilder";
import { textOf, type FormProps } from "./parts";

/** Which records of a kind a step takes: a condition over each of them. */
export function RecordFilter({ handle, entity }: FormProps & { entity: string }) {
  const { step, lens, scenario, put, errorOf, groups, pointer, nameOf } = handle;
  const filter = textOf(step.with?.filter) ?? "";
  return (
    <ConditionBuilder
      key={entity}
      source={filter}
      groups={[{ title: entityTitle(lens, entity), variables: fieldsAndLinked(lens, entity) }]}
      operands={groups}
      resolve={(path) => resolve(lens, undefined, path, entity)}
      nameOf={nameOf}
      sentence={conditionSentence(lens, scenario, filter, entity)}
      place={{ pointer: `${pointer}/with/filter` }}
      error={errorOf("filter")}
      onChange={(next) => put("filter", next || undefined)}
    />
  );
}

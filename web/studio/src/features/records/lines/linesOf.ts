import type { EntityView } from "@/shared/solution/types";

/** The entities whose records are lines of this one, as far as the reader may see them. */
export const linesOf = (entities: EntityView[], parent: EntityView): EntityView[] => entities.filter((entity) => entity.lines_of?.entity === parent.key && entity.rights.read);

import { IconFilter2, type Icon } from "@tabler/icons-react";

import { EntityIcon } from "@/shared/ui/entityIcon";

export function NavIcon({ icon: Drawn, size = 18 }: { icon: Icon | string; size?: number }) {
  if (Drawn === "funnel") return <IconFilter2 size={size} stroke={1.7} aria-hidden />;
  if (typeof Drawn === "string") return <EntityIcon name={Drawn} size={size} />;
  return <Drawn size={size} stroke={1.7} aria-hidden />;
}

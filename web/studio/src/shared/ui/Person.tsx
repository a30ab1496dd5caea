import { Avatar } from "@mantine/core";

import { initials } from "@/shared/format/format";

const shades = ["caspian.7", "saffron.7", "pomegranate.6", "leaf.7", "slate.6", "caspian.9"];
/** The same person always has the same colour; all of them carry white initials at AA. */
const shadeOf = (name: string): string => shades[[...name].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) >>> 0, 7) % shades.length] ?? "caspian.7";

export function Face({ name, size = 22 }: { name: string; size?: number }) {
  return (
    <Avatar size={size} variant="filled" color={shadeOf(name)} title={name} styles={{ placeholder: { fontSize: size * 0.42, fontWeight: 650, color: "#fff" } }} aria-hidden>
      {initials(name)}
    </Avatar>
  );
}

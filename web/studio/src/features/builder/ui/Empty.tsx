import { Text, Title } from "@mantine/core";
import type { ReactNode } from "react";

import classes from "../builder.module.css";

/** Nothing here yet: a small drawing, one sentence, one thing to do. */
export function Empty({ title, text, children }: { title: string; text: string; children?: ReactNode }) {
  return (
    <div className={classes.empty}>
      <svg viewBox="0 0 140 56" width="140" height="56" fill="none" stroke="var(--brand-line)" strokeWidth="2.5" strokeLinecap="round" aria-hidden="true">
        <rect x="6" y="18" width="30" height="20" rx="6" />
        <path d="M36 28c14 0 14-14 28-14s14 28 28 28 6-14 16-14" />
        <rect x="108" y="18" width="26" height="20" rx="6" strokeDasharray="4 5" />
      </svg>
      <Title order={2} size="h5">{title}</Title>
      <Text size="sm" c="dimmed" maw={420}>{text}</Text>
      {children}
    </div>
  );
}

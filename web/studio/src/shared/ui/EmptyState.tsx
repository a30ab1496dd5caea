import { Stack, Text, Title } from "@mantine/core";
import type { ReactNode } from "react";

/** Nothing here yet: a small drawing, one sentence, one thing to do. */
export function EmptyState({ title, text, action, drawing = "stream" }: { title: string; text?: string; action?: ReactNode; drawing?: "stream" | "calm" | "search" }) {
  return (
    <Stack align="center" gap={6} py={48} px="md">
      <Drawing kind={drawing} />
      <Title order={2} size="h4" ta="center" mt="xs">{title}</Title>
      {text && <Text c="dimmed" ta="center" maw={440}>{text}</Text>}
      {action && <div style={{ marginTop: 12 }}>{action}</div>}
    </Stack>
  );
}

function Drawing({ kind }: { kind: "stream" | "calm" | "search" }) {
  return (
    <svg viewBox="0 0 200 96" width="200" height="96" fill="none" strokeLinecap="round" strokeWidth="2.5" aria-hidden="true">
      <g stroke="var(--brand-line)">
        <path d="M8 70c23 0 23-14 46-14s23 14 46 14 23-14 46-14 23 14 46 14" />
        <path d="M8 84c23 0 23-14 46-14s23 14 46 14 23-14 46-14 23 14 46 14" opacity="0.45" />
      </g>
      {kind === "stream" && (
        <g stroke="var(--ink-soft)">
          <path d="M70 52h60l-10 13H82z" fill="var(--surface)" />
          <path d="M99 52V14m0 4c15 4 22 14 24 28H99" fill="var(--brand-soft)" />
          <circle cx="150" cy="20" r="7" stroke="#d98f12" />
        </g>
      )}
      {kind === "calm" && (
        <g stroke="#d98f12">
          <path d="M78 56a22 22 0 0 1 44 0" fill="var(--mantine-color-saffron-light)" />
          <path d="M100 24v-8M72 36l-6-6M128 36l6-6M62 56h-8M146 56h-8" />
        </g>
      )}
      {kind === "search" && (
        <g stroke="var(--ink-soft)">
          <circle cx="96" cy="34" r="18" fill="var(--surface)" />
          <path d="m109 47 14 13" />
        </g>
      )}
    </svg>
  );
}

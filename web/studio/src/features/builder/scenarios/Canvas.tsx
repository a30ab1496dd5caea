import "@xyflow/react/dist/style.css";

import { useComputedColorScheme } from "@mantine/core";
import { useElementSize } from "@mantine/hooks";
import { Controls, ReactFlow, ReactFlowProvider, useReactFlow, type Edge, type Node } from "@xyflow/react";
import { useCallback, useEffect, useMemo, useRef } from "react";
import { useTranslation } from "react-i18next";

import { ARM, CARD, JOIN, layout, TRIGGER_HEIGHT, type Box, type Layout } from "../model/layout";
import { useScenario } from "./context";
import { BendEdge } from "./edges";
import { CanvasContext, NODE_TYPES, type CanvasActions } from "./nodes";
import editor from "./scenarios.module.css";
import type { PaintOf } from "./paint";

interface Props extends CanvasActions {
  selected: string | undefined;
  onRemove?: (key: string) => void;
  /** How a run went, step by step. */
  paintOf?: PaintOf;
}

const SIZES: Record<Box["kind"], { width: number; height: number }> = {
  trigger: { width: 320, height: TRIGGER_HEIGHT },
  step: CARD,
  arm: ARM,
  join: { width: JOIN, height: JOIN },
  end: { width: 130, height: 28 },
};
const EDGE_TYPES = { bend: BendEdge };
/** Small scenarios stand whole in the page: nothing is missing for a reader or a test. */
const WHOLE = 80;

/** The scenario as a picture that lays itself out; nothing is dragged, no line is drawn by hand. */
export function Canvas(props: Props) {
  return (
    <ReactFlowProvider>
      <Picture {...props} />
    </ReactFlowProvider>
  );
}

function Picture({ selected, onSelect, onAdd, onRemove, paintOf }: Props) {
  const { t } = useTranslation("builder");
  const { scenario } = useScenario();
  const scheme = useComputedColorScheme("light");
  const { ref, width, height } = useElementSize();
  const placed = useMemo(() => layout(scenario), [scenario]);
  const nodes = useMemo(() => placed.boxes.map(toNode), [placed]);
  const edges = useMemo<Edge[]>(() => placed.lines.map((line) => ({ id: line.id, source: line.from, target: line.to, type: "bend", data: { bend: line.bend }, focusable: false, domAttributes: { "aria-hidden": true } })), [placed]);
  const actions = useMemo(() => ({ selected, onSelect, onAdd, paintOf }), [selected, onSelect, onAdd, paintOf]);
  useStayCentred(width);
  const onKeyDown = useKeys(placed, { selected, onSelect, onAdd, onRemove });
  return (
    <CanvasContext value={actions}>
      <div ref={ref} className={editor.canvas} onKeyDown={onKeyDown} role="group" aria-label={t("scenarios.canvas")} style={{ minHeight: Math.max(420, height > 0 ? 0 : 520) }}>
        {width > 0 && (
          <ReactFlow
            nodes={nodes}
            edges={edges}
            nodeTypes={NODE_TYPES}
            edgeTypes={EDGE_TYPES}
            nodeOrigin={[0.5, 0]}
            defaultViewport={{ x: width / 2, y: 28, zoom: Math.min(1, Math.max(0.7, (width - 48) / placed.width)) }}
            colorMode={scheme}
            nodesDraggable={false}
            nodesConnectable={false}
            nodesFocusable={false}
            elementsSelectable={false}
            onlyRenderVisibleElements={placed.boxes.length > WHOLE}
            panOnScroll
            zoomOnDoubleClick={false}
            disableKeyboardA11y
            minZoom={0.4}
            maxZoom={1.25}
            proOptions={{ hideAttribution: false }}
            ariaLabelConfig={{
              "controls.ariaLabel": t("scenarios.zoom"),
              "controls.zoomIn.ariaLabel": t("scenarios.zoom_in"),
              "controls.zoomOut.ariaLabel": t("scenarios.zoom_out"),
              "controls.fitView.ariaLabel": t("scenarios.zoom_fit"),
            }}
          >
            <Controls showInteractive={false} position="bottom-left" />
          </ReactFlow>
        )}
      </div>
    </CanvasContext>
  );
}

function toNode(box: Box): Node {
  const size = SIZES[box.kind];
  return { id: box.id, type: box.kind, position: { x: box.x, y: box.y }, data: { box }, draggable: false, selectable: false, initialWidth: size.width, initialHeight: size.height };
}

/** When a panel opens beside the picture, its middle moves along. */
function useStayCentred(width: number): void {
  const flow = useReactFlow();
  const before = useRef(0);
  useEffect(() => {
    if (width === 0) return;
    const { x, y, zoom } = flow.getViewport();
    if (before.current > 0 && before.current !== width) void flow.setViewport({ x: x + (width - before.current) / 2, y, zoom });
    before.current = width;
  }, [flow, width]);
}

/** Arrows walk, A adds after, Del takes away. */
function useKeys(placed: Layout, { onSelect, onAdd, onRemove }: Omit<Props, "paintOf">) {
  const flow = useReactFlow();
  const focus = useCallback(
    (box: Box | undefined) => {
      if (!box) return;
      const element = document.querySelector<HTMLElement>(`[data-box="${CSS.escape(box.id)}"]`);
      element?.focus({ preventScroll: true });
      const { x, y, zoom } = flow.getViewport();
      const pane = element?.closest(".react-flow")?.getBoundingClientRect();
      const top = box.y * zoom + y;
      const left = box.x * zoom + x;
      if (!pane) return;
      const outside = top < 20 || top > pane.height - 120 || left < 120 || left > pane.width - 120;
      if (outside) void flow.setCenter(box.x, box.y + 80, { zoom, duration: 160 });
    },
    [flow],
  );
  return (event: React.KeyboardEvent): void => {
    const id = (event.target as HTMLElement).dataset.box;
    const stops = placed.boxes.filter((box) => box.kind === "trigger" || box.kind === "step" || box.kind === "arm");
    const at = stops.findIndex((box) => box.id === id);
    const here = stops[at];
    if (!here) return;
    const beside = (way: number): Box | undefined =>
      stops.filter((box) => (box.x - here.x) * way > 40).sort((a, b) => Math.hypot(a.x - here.x, (a.y - here.y) * 2) - Math.hypot(b.x - here.x, (b.y - here.y) * 2))[0];
    const acts: Record<string, () => void> = {
      ArrowDown: () => focus(stops[at + 1]),
      ArrowUp: () => focus(stops[at - 1]),
      ArrowLeft: () => focus(beside(-1)),
      ArrowRight: () => focus(beside(1)),
      Home: () => focus(stops[0]),
      End: () => focus(stops[stops.length - 1]),
      a: () => addAfter(here, onAdd),
      Delete: () => here.kind === "step" && onRemove?.(here.step.key),
      Backspace: () => here.kind === "step" && onRemove?.(here.step.key),
      Escape: () => onSelect(undefined),
    };
    const act = event.ctrlKey || event.metaKey || event.altKey ? undefined : acts[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (!act) return;
    event.preventDefault();
    act();
  };
}

function addAfter(box: Box, onAdd: Props["onAdd"]): void {
  if (box.kind === "end") return;
  onAdd?.(box.list, box.kind === "step" ? box.index + 1 : 0);
}

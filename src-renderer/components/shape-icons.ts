import ArrowUpRight from '@lucide/svelte/icons/arrow-up-right';
import ArrowDownToLine from '@lucide/svelte/icons/arrow-down-to-line';
import Circle from '@lucide/svelte/icons/circle';
import Crosshair from '@lucide/svelte/icons/crosshair';
import DraftingCompass from '@lucide/svelte/icons/drafting-compass';
import Lasso from '@lucide/svelte/icons/lasso';
import Pencil from '@lucide/svelte/icons/pencil';
import RectangleHorizontal from '@lucide/svelte/icons/rectangle-horizontal';
import Ruler from '@lucide/svelte/icons/ruler';
import Tangent from '@lucide/svelte/icons/tangent';
import Type from '@lucide/svelte/icons/type';
import Waypoints from '@lucide/svelte/icons/waypoints';
import type { Component } from 'svelte';
import type { Shape } from '#common/measure/annotation';

export const shapeIcons: Readonly<Record<Shape, Component<{ size?: number }>>> = {
  length: Ruler,
  angle: DraftingCompass,
  cobb: Tangent,
  perpendicular: ArrowDownToLine,
  polyline: Waypoints,
  rectangle: RectangleHorizontal,
  ellipse: Circle,
  freehand: Lasso,
  probe: Crosshair,
  arrow: ArrowUpRight,
  text: Type,
  drawing: Pencil,
};

import type { Network } from '../model/Address.ts';
import type { PacketFrame } from '../scene/packetAt.ts';
import type { Scene } from '../scene/Scene.ts';
import type { Timeline } from '../scene/timeline.ts';
import { paintBandNames } from './paintBands.ts';
import { paintEvents, paintLit } from './paintEvents.ts';
import { paintPacket } from './paintPacket.ts';
import { paintChances, paintGhosts, paintNumbers, paintTrail } from './paintWays.ts';
import type { Pen } from './Pen.ts';

/** A moment of a connection. */
export interface Moment {
  timeline: Timeline;
  frame: PacketFrame;
  /** Milliseconds at speed 1. */
  time: number;
  /** The number on the packet's card; null: nothing has been sent yet. */
  number: number | null;
}

/** Everything that moves, in its order, and the bands' names among it. */
export function paintFilm(pen: Pen, scene: Scene, moment: Moment | null, layer: Network | null): void {
  if (!moment) {
    paintBandNames(pen, scene, layer);
    return;
  }
  const { timeline, frame, time, number } = moment;
  paintLit(pen, timeline, frame, scene);
  paintGhosts(pen, timeline);
  paintTrail(pen, timeline, frame);
  paintBandNames(pen, scene, layer);
  paintChances(pen, timeline);
  paintNumbers(pen, timeline, frame);
  if (number !== null) paintPacket(pen, frame, number);
  paintEvents(pen, timeline, frame, scene, time);
}

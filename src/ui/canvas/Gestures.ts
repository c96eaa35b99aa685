export interface GestureHandlers {
  embedded: boolean;
  tap(x: number, y: number): void;
  hover(x: number, y: number): void;
  zoom(factor: number, x: number, y: number): void;
  pan(dx: number, dy: number): void;
  arrow(dx: number, dy: number): void;
  enter(): void;
  leave(): void;
  focus(on: boolean): void;
}

const arrows: Record<string, [number, number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** What a finger may tremble before a tap becomes a drag, in pixels. */
const tremble = 6;

interface Place {
  x: number;
  y: number;
}

/** Pixels of a wheel's turn; one that tells lines or pages is taken for as much as others tell in pixels. */
const turned = (delta: number, mode: number): number => delta * (mode === 1 ? 25 : mode === 2 ? 500 : 1);

/**
 * Pointer, wheel and keyboard on the picture. In a frame of another page the wheel and one finger belong to that page:
 * there the wheel needs Ctrl or Cmd, and two fingers move the picture.
 */
export class Gestures {
  private readonly host: HTMLElement;
  private readonly handlers: GestureHandlers;
  private readonly off = new AbortController();
  private readonly fingers = new Map<number, Place>();
  private down: Place | null = null;
  private dragging = false;

  constructor(host: HTMLElement, handlers: GestureHandlers) {
    this.host = host;
    this.handlers = handlers;
    const { signal } = this.off;
    host.style.touchAction = handlers.embedded ? 'pan-x pan-y' : 'none';
    host.addEventListener('pointerdown', (e) => this.pressed(e), { signal });
    host.addEventListener('pointermove', (e) => this.moved(e), { signal });
    host.addEventListener('pointerup', (e) => this.lifted(e), { signal });
    host.addEventListener('pointercancel', (e) => this.ended(e), { signal });
    host.addEventListener('wheel', (e) => this.wheel(e), { passive: false, signal });
    host.addEventListener('keydown', (e) => this.key(e), { signal });
    host.addEventListener('focus', () => handlers.focus(true), { signal });
    host.addEventListener('blur', () => handlers.focus(false), { signal });
  }

  destroy(): void {
    this.off.abort();
  }

  private at(e: MouseEvent): Place {
    const box = this.host.getBoundingClientRect();
    return { x: e.clientX - box.left, y: e.clientY - box.top };
  }

  private pressed(e: PointerEvent): void {
    if (e.button !== 0) return;
    const at = this.at(e);
    this.fingers.set(e.pointerId, at);
    this.down = this.fingers.size === 1 ? at : null;
  }

  private moved(e: PointerEvent): void {
    const at = this.at(e);
    const before = this.fingers.get(e.pointerId);
    if (!before) {
      if (e.pointerType === 'mouse' && e.buttons === 0) this.handlers.hover(at.x, at.y);
      return;
    }
    if (this.down && Math.hypot(at.x - this.down.x, at.y - this.down.y) < tremble) return;
    if (e.pointerType === 'touch' && this.fingers.size < 2 && this.handlers.embedded) return;
    this.down = null;
    if (!this.dragging) this.drag(true);
    if (!this.host.hasPointerCapture(e.pointerId)) this.host.setPointerCapture(e.pointerId);
    const from = this.grip();
    this.fingers.set(e.pointerId, at);
    const to = this.grip();
    this.handlers.pan(to.x - from.x, to.y - from.y);
    if (this.fingers.size > 1) this.handlers.zoom(to.spread / from.spread, to.x, to.y);
  }

  /** The middle of the fingers, and how far they are apart. */
  private grip(): Place & { spread: number } {
    const [a, b = a] = [...this.fingers.values()];
    return { x: (a!.x + b!.x) / 2, y: (a!.y + b!.y) / 2, spread: Math.max(1, Math.hypot(a!.x - b!.x, a!.y - b!.y)) };
  }

  private lifted(e: PointerEvent): void {
    const tap = this.down;
    this.ended(e);
    if (tap && e.button === 0) this.handlers.tap(tap.x, tap.y);
  }

  private ended(e: PointerEvent): void {
    this.fingers.delete(e.pointerId);
    this.down = null;
    if (this.dragging && this.fingers.size === 0) this.drag(false);
  }

  private drag(on: boolean): void {
    this.dragging = on;
    this.host.style.cursor = on ? 'grabbing' : '';
  }

  private wheel(e: WheelEvent): void {
    const pinch = e.ctrlKey || e.metaKey;
    if (this.handlers.embedded && !pinch) return;
    e.preventDefault();
    const { x, y } = this.at(e);
    const [across, along] = [turned(e.deltaX, e.deltaMode), turned(e.deltaY, e.deltaMode)];
    if (!pinch && Math.abs(across) > Math.abs(along)) return this.handlers.pan(-across, 0);
    // fingers on a trackpad tell less than a wheel, and come with Ctrl
    const power = along * (pinch && Math.abs(along) < 50 ? 0.01 : 0.002);
    this.handlers.zoom(Math.exp(-Math.max(-0.4, Math.min(0.4, power))), x, y);
  }

  private key(e: KeyboardEvent): void {
    if (e.target !== this.host || e.isComposing || e.altKey || e.ctrlKey || e.metaKey) return;
    const arrow = arrows[e.key];
    if (arrow && e.shiftKey) this.handlers.pan(-arrow[0] * 60, -arrow[1] * 60);
    else if (arrow) this.handlers.arrow(...arrow);
    else if (e.key === 'Enter') this.handlers.enter();
    else if (e.key === 'Escape') this.handlers.leave();
    else if (e.key === '+' || e.key === '=')
      this.handlers.zoom(1.2, this.host.clientWidth / 2, this.host.clientHeight / 2);
    else if (e.key === '-') this.handlers.zoom(1 / 1.2, this.host.clientWidth / 2, this.host.clientHeight / 2);
    else return;
    e.preventDefault();
    e.stopPropagation();
  }
}

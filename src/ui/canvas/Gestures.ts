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

/**
 * Pointer and keyboard on the picture. Cytoscape pans and zooms; here is what it does not know: taps by our own
 * geometry, arrow keys, and in a frame of another page that the wheel and one finger belong to that page.
 */
export class Gestures {
  private readonly host: HTMLElement;
  private readonly handlers: GestureHandlers;
  private readonly off = new AbortController();
  private down: { x: number; y: number } | null = null;

  constructor(host: HTMLElement, graph: HTMLElement, handlers: GestureHandlers) {
    this.host = host;
    this.handlers = handlers;
    const { signal } = this.off;
    host.addEventListener('pointerdown', (e) => (this.down = this.at(e)), { signal });
    host.addEventListener('pointerup', (e) => this.lifted(e), { signal });
    host.addEventListener('pointermove', (e) => this.moved(e), { signal });
    host.addEventListener('keydown', (e) => this.key(e), { signal });
    host.addEventListener('focus', () => handlers.focus(true), { signal });
    host.addEventListener('blur', () => handlers.focus(false), { signal });
    if (!handlers.embedded) return;
    host.addEventListener('wheel', (e) => this.wheel(e), { capture: true, passive: false, signal });
    // Cytoscape would keep a single finger for itself; the page that we are in gets it.
    host.style.touchAction = 'pan-x pan-y';
    const oneFinger = (e: TouchEvent): void => {
      if (e.touches.length < 2) e.stopPropagation();
    };
    graph.addEventListener('touchstart', oneFinger, { capture: true, signal });
    graph.addEventListener('touchmove', oneFinger, { capture: true, signal });
  }

  destroy(): void {
    this.off.abort();
  }

  private at(e: MouseEvent): { x: number; y: number } {
    const box = this.host.getBoundingClientRect();
    return { x: e.clientX - box.left, y: e.clientY - box.top };
  }

  private lifted(e: PointerEvent): void {
    const up = this.at(e);
    const tap = this.down && Math.hypot(up.x - this.down.x, up.y - this.down.y) < 6 && e.button === 0;
    this.down = null;
    if (tap) this.handlers.tap(up.x, up.y);
  }

  private moved(e: PointerEvent): void {
    if (e.pointerType === 'mouse' && e.buttons === 0) {
      const { x, y } = this.at(e);
      this.handlers.hover(x, y);
    }
  }

  private wheel(e: WheelEvent): void {
    e.stopPropagation();
    if (!e.ctrlKey && !e.metaKey) return;
    e.preventDefault();
    const { x, y } = this.at(e);
    this.handlers.zoom(Math.exp(-e.deltaY * 0.002), x, y);
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

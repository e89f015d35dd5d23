// A picture that can be enlarged by wheel, fingers, keys and buttons, and moved once it is.

import { css, html, LitElement, type PropertyValues, type TemplateResult } from "lit";
import { property, query, state } from "lit/decorators.js";

const MAX_SCALE = 8;
const SWIPE = 60;

interface Point {
  x: number;
  y: number;
}

export class ZoomPicture extends LitElement {
  @property() src = "";
  @property() alt = "";
  @state() private scale = 1;
  @state() private x = 0;
  @state() private y = 0;
  @query(".frame") private frame!: HTMLElement;
  private readonly fingers = new Map<number, Point>();
  private start: Point = { x: 0, y: 0 };

  static override styles = css`
    .frame {
      overflow: hidden;
      border-radius: 8px;
      background: #000;
      touch-action: pan-y;
      cursor: zoom-in;
    }
    .frame.zoomed {
      touch-action: none;
      cursor: grab;
    }
    img {
      display: block;
      width: 100%;
      max-height: calc(100vh - 240px);
      object-fit: contain;
      transform-origin: 0 0;
      user-select: none;
    }
  `;

  /** Enlarges the picture by a factor around a point of the frame, its middle by default. */
  zoom(factor: number, at?: Point): void {
    const { width, height } = this.frame.getBoundingClientRect();
    const { x, y } = at ?? { x: width / 2, y: height / 2 };
    const scale = Math.min(Math.max(this.scale * factor, 1), MAX_SCALE);
    const ratio = scale / this.scale;
    this.scale = scale;
    this.moveTo(x - (x - this.x) * ratio, y - (y - this.y) * ratio);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("src")) {
      this.scale = 1;
      this.x = this.y = 0;
    }
  }

  protected override render(): TemplateResult {
    return html`<div
      class="frame ${this.scale > 1 ? "zoomed" : ""}"
      @wheel=${this.wheeled}
      @pointerdown=${this.pressed}
      @pointermove=${this.moved}
      @pointerup=${this.released}
      @pointercancel=${this.released}
      @dblclick=${(event: MouseEvent) => this.zoom(this.scale > 1 ? 0 : 2, this.pointOf(event))}
    >
      <img
        src=${this.src}
        alt=${this.alt}
        draggable="false"
        style="transform: translate(${this.x}px, ${this.y}px) scale(${this.scale})"
      />
    </div>`;
  }

  private moveTo(x: number, y: number): void {
    const { width, height } = this.frame.getBoundingClientRect();
    this.x = Math.min(0, Math.max(x, width * (1 - this.scale)));
    this.y = Math.min(0, Math.max(y, height * (1 - this.scale)));
  }

  private pointOf({ clientX, clientY }: MouseEvent): Point {
    const { left, top } = this.frame.getBoundingClientRect();
    return { x: clientX - left, y: clientY - top };
  }

  private wheeled(event: WheelEvent): void {
    event.preventDefault();
    this.zoom(Math.exp(-event.deltaY / 300), this.pointOf(event));
  }

  private pressed(event: PointerEvent): void {
    this.frame.setPointerCapture(event.pointerId);
    this.start = this.pointOf(event);
    this.fingers.set(event.pointerId, this.start);
  }

  private moved(event: PointerEvent): void {
    const before = this.fingers.get(event.pointerId);
    if (!before) {
      return;
    }
    const now = this.pointOf(event);
    const other = [...this.fingers].find(([id]) => id !== event.pointerId)?.[1];
    this.fingers.set(event.pointerId, now);
    if (other) {
      const middle = { x: (now.x + other.x) / 2, y: (now.y + other.y) / 2 };
      this.zoom(distance(now, other) / Math.max(distance(before, other), 1), middle);
    } else if (this.scale > 1) {
      this.moveTo(this.x + now.x - before.x, this.y + now.y - before.y);
    }
  }

  private released(event: PointerEvent): void {
    const isAlone = this.fingers.size === 1;
    const moved = this.pointOf(event).x - this.start.x;
    this.fingers.delete(event.pointerId);
    if (isAlone && this.scale === 1 && event.pointerType === "touch" && Math.abs(moved) > SWIPE) {
      this.dispatchEvent(new CustomEvent("carsxe-swipe", { detail: moved < 0 ? 1 : -1 }));
    }
  }
}

function distance(one: Point, other: Point): number {
  return Math.hypot(one.x - other.x, one.y - other.y);
}

declare global {
  interface HTMLElementTagNameMap {
    "carsxe-zoom": ZoomPicture;
  }
}

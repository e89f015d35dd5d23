// The region of a camera's picture, set over the live picture by mouse, finger and keyboard.

import { css, html, nothing, type TemplateResult } from "lit";
import { query, state } from "lit/decorators.js";
import { sayWithUndo } from "./actions";
import { dialogStyles, ModalDialog } from "./dialog";
import { common, messageOf } from "./home-assistant";
import { buttons } from "./styles";

const LIVE_MS = 2_000;
const STEP = 1;
const LEAST = 2;
const MAX_AREAS = 20;
const ARROWS: Record<string, [number, number]> = {
  ArrowLeft: [-STEP, 0],
  ArrowRight: [STEP, 0],
  ArrowUp: [0, -STEP],
  ArrowDown: [0, STEP],
};

/** A part of a picture, in per cent of its width and height. */
interface Area {
  left: number;
  top: number;
  width: number;
  height: number;
}

interface Region {
  config_entry_id: string;
  camera_id: string;
  source_entity_id: string;
  crop: Area;
  leave_out: Area[];
  rotation: number;
}

const WHOLE: Area = { left: 0, top: 0, width: 100, height: 100 };

export class RegionDialog extends ModalDialog {
  @state() private region: Region | undefined;
  /** What is sent, and what is left out of it. */
  @state() private areas: Area[] = [];
  @state() private failure = "";
  /** The live picture, rotated as the camera's settings say. */
  @state() private shown = "";
  @query(".picture") private picture!: HTMLElement;
  private drag: { index: number; resizes: boolean; x: number; y: number; before: Area } | undefined;
  private live: ReturnType<typeof setInterval> | undefined;

  static override styles = [
    buttons,
    dialogStyles,
    css`
      dialog {
        width: 100vw;
      }
      p {
        margin: 12px 0 0;
      }
      .picture {
        position: relative;
        overflow: hidden;
        direction: ltr;
        background: #000;
        min-height: 120px;
      }
      img {
        display: block;
        width: 100%;
        user-select: none;
      }
      .area {
        position: absolute;
        box-sizing: border-box;
        min-height: 0;
        padding: 0;
        border-radius: 0;
        touch-action: none;
        cursor: move;
        background: rgba(96, 96, 96, 0.85);
        border: 2px solid #fff;
      }
      .area.sent {
        background: transparent;
        border: 3px solid var(--primary-color);
        box-shadow: 0 0 0 4000px rgba(0, 0, 0, 0.6);
      }
      .area:hover:not(:disabled) {
        background-color: rgba(96, 96, 96, 0.85);
      }
      .area.sent:hover:not(:disabled) {
        background-color: transparent;
      }
      .area:focus-visible {
        outline: 3px solid #fff;
        outline-offset: -6px;
      }
      .handle {
        position: absolute;
        right: 0;
        bottom: 0;
        width: 28px;
        height: 28px;
        cursor: nwse-resize;
        background: linear-gradient(135deg, transparent 50%, #fff 50%);
      }
    `,
  ];

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.live);
  }

  async show(entityId: string): Promise<void> {
    this.failure = "";
    this.region = await this.hass?.callWS<Region>({ type: "carsxe/cameras/region", entity_id: entityId });
    this.areas = this.region ? [this.region.crop, ...this.region.leave_out] : [];
    clearInterval(this.live);
    this.live = setInterval(() => void this.look(), LIVE_MS);
    await this.look();
    await this.open();
  }

  protected override render(): TemplateResult {
    const { hass, region } = this;
    return html`<dialog aria-labelledby="title" @close=${() => clearInterval(this.live)}>
      <h2 id="title">${this.text("region_title")}</h2>
      <div
        class="picture"
        @pointermove=${this.moved}
        @pointerup=${() => (this.drag = undefined)}
        @pointercancel=${() => (this.drag = undefined)}
      >
        <img src=${this.shown} alt=${region?.source_entity_id ?? ""} draggable="false" />
        ${this.areas.map((area, index) => this.renderArea(area, index))}
      </div>
      <p id="help">${this.text("region_help")}</p>
      ${this.failure ? html`<p class="failure" role="alert">${this.failure}</p>` : nothing}
      <div class="buttons">
        <button type="button" ?disabled=${this.areas.length > MAX_AREAS} @click=${this.leaveOut}>
          ${this.text("region_leave_out")}
        </button>
        <button type="button" @click=${() => (this.areas = [WHOLE])}>${common(hass, "reset")}</button>
        <button type="button" @click=${this.close}>${common(hass, "cancel")}</button>
        <button type="button" class="main" @click=${this.save}>${common(hass, "save")}</button>
      </div>
    </dialog>`;
  }

  private renderArea(area: Area, index: number): TemplateResult {
    const { left, top, width, height } = area;
    const name = index === 0 ? this.text("region_frame") : this.text("region_area", { number: `${index}` });
    const place = [left, top, width, height].map((share) => `${Math.round(share)} %`).join(", ");
    return html`<button
      type="button"
      class="area ${index === 0 ? "sent" : ""}"
      aria-label="${name}: ${place}"
      aria-describedby="help"
      style="left:${left}%;top:${top}%;width:${width}%;height:${height}%"
      @pointerdown=${(event: PointerEvent) => this.pressed(event, index)}
      @keydown=${(event: KeyboardEvent) => this.typed(event, index)}
    >
      <span class="handle"></span>
    </button>`;
  }

  /** Shows the source's picture as it is now. */
  private async look(): Promise<void> {
    const { source_entity_id: source = "", rotation = 0 } = this.region ?? {};
    const { entity_picture: picture } = this.hass?.states[source]?.attributes ?? {};
    if (typeof picture !== "string") {
      return;
    }
    const address = `${picture}${picture.includes("?") ? "&" : "?"}t=${Date.now()}`;
    this.shown = rotation ? await rotated(address, rotation) : address;
  }

  private pressed(event: PointerEvent, index: number): void {
    const before = this.areas[index];
    if (!before) {
      return;
    }
    const target = event.target as HTMLElement;
    this.drag = { index, resizes: target.className === "handle", x: event.clientX, y: event.clientY, before };
    this.picture.setPointerCapture(event.pointerId);
    (event.currentTarget as HTMLElement).focus({ preventScroll: true });
    event.preventDefault();
  }

  private moved(event: PointerEvent): void {
    if (!this.drag) {
      return;
    }
    const { index, resizes, x, y, before } = this.drag;
    const { width, height } = this.picture.getBoundingClientRect();
    this.change(index, before, resizes, ((event.clientX - x) / width) * 100, ((event.clientY - y) / height) * 100);
  }

  private typed(event: KeyboardEvent, index: number): void {
    const area = this.areas[index];
    const arrow = ARROWS[event.key];
    if (area && arrow) {
      event.preventDefault();
      this.change(index, area, event.shiftKey, ...arrow);
    } else if (index > 0 && (event.key === "Delete" || event.key === "Backspace")) {
      this.areas = this.areas.filter((_, other) => other !== index);
    }
  }

  /** Moves an area, or its right and lower edges, within the picture. */
  private change(index: number, before: Area, resizes: boolean, x: number, y: number): void {
    const { left, top, width, height } = before;
    const round = (share: number): number => Math.round(share * 10) / 10;
    const within = (share: number, low: number, high: number): number => round(Math.min(Math.max(share, low), high));
    const area = resizes
      ? { left, top, width: within(width + x, LEAST, 100 - left), height: within(height + y, LEAST, 100 - top) }
      : { left: within(left + x, 0, 100 - width), top: within(top + y, 0, 100 - height), width, height };
    this.areas = this.areas.map((other, place) => (place === index ? area : other));
  }

  private async leaveOut(): Promise<void> {
    const { left, top, width, height } = this.areas[0] ?? WHOLE;
    const area = { left, top, width: Math.max(width / 4, LEAST), height: Math.max(height / 4, LEAST) };
    this.areas = [...this.areas, area];
    await this.updateComplete;
    [...this.renderRoot.querySelectorAll<HTMLElement>(".area")].pop()?.focus();
  }

  private async save(): Promise<void> {
    const { hass, region } = this;
    if (!hass || !region) {
      return;
    }
    const { config_entry_id, camera_id } = region;
    const [crop, ...leave_out] = this.areas;
    try {
      await hass.callWS({ type: "carsxe/cameras/save_region", config_entry_id, camera_id, crop, leave_out });
      this.close();
      const said = `${this.text("region_title")}: ${common(hass, "successfully_saved")}`;
      sayWithUndo(hass, this, said, config_entry_id, camera_id);
    } catch (thrown) {
      this.failure = messageOf(thrown);
    }
  }
}

/** Returns a picture that is rotated clockwise. */
async function rotated(address: string, degrees: number): Promise<string> {
  const image = new Image();
  image.src = address;
  await image.decode();
  const { naturalWidth: width, naturalHeight: height } = image;
  const canvas = document.createElement("canvas");
  const isSideways = degrees % 180 !== 0;
  canvas.width = isSideways ? height : width;
  canvas.height = isSideways ? width : height;
  const context = canvas.getContext("2d");
  context?.translate(canvas.width / 2, canvas.height / 2);
  context?.rotate((degrees * Math.PI) / 180);
  context?.drawImage(image, -width / 2, -height / 2);
  return canvas.toDataURL("image/jpeg");
}

declare global {
  interface HTMLElementTagNameMap {
    "carsxe-region-dialog": RegionDialog;
  }
}

// What the integration tells of the plates that it has detected.

export const WHICH = ["any", "known", "unknown", "ignored"] as const;
export type Which = (typeof WHICH)[number];

export type Status = "known" | "unknown" | "ignored";

export interface Detection {
  id: string;
  scan_id: string;
  entity_id: string;
  device_id: string | null;
  camera_name: string;
  plate: string;
  candidates: string[];
  region: string | null;
  score: number | null;
  status: Status;
  match: "exact" | "candidate" | "confusable" | null;
  vehicle: string | null;
  vehicle_id: string | null;
  valid_until: string | null;
  config_entry_id: string;
  detected_at: string;
  thumbnail: string | null;
  picture: string | null;
}

/** The detections of one vehicle on one day, the latest first; the id is that of the latest. */
export interface Group {
  id: string;
  detections: [Detection, ...Detection[]];
}

/** Groups detections, the latest first, by vehicle or plate and by day. */
export function groupByDay(detections: Detection[], dayOf: (time: Date) => string): Group[] {
  const groups = new Map<string, Group>();
  for (const detection of detections) {
    const who = detection.vehicle_id ?? detection.plate;
    const key = `${who} ${detection.status} ${dayOf(new Date(detection.detected_at))}`;
    const group = groups.get(key);
    if (group) {
      group.detections.push(detection);
    } else {
      groups.set(key, { id: detection.id, detections: [detection] });
    }
  }
  return [...groups.values()];
}

/** Returns what a detection is called. */
export function nameOf({ vehicle, plate }: Detection): string {
  return vehicle ?? plate;
}

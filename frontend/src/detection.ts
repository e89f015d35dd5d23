// What the integration tells of the plates that it has detected.

export const WHICH = ["any", "known", "unknown"] as const;
export type Which = (typeof WHICH)[number];

export type Status = "known" | "unknown" | "ignored";

export interface Detection {
  id: string;
  scan_id: string;
  entity_id: string;
  device_id: string | null;
  camera_name: string;
  plate: string;
  region: string | null;
  score: number | null;
  status: Status;
  vehicle: string | null;
  vehicle_id: string | null;
  config_entry_id: string;
  detected_at: string;
  thumbnail: string | null;
  picture: string | null;
}

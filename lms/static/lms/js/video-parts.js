// Parts of a video in seconds: [[from, to], …]. The server's rules (lms.videos.rules.intervals) decide; this is for what
// the page shows meanwhile.
export const JOIN = 0.5;

export function merge(parts) {
  const merged = [];
  for (const [from, to] of [...parts].sort((one, other) => one[0] - other[0])) {
    const last = merged[merged.length - 1];
    if (last && from <= last[1] + JOIN) last[1] = Math.max(last[1], to);
    else merged.push([from, to]);
  }
  return merged;
}

// How far somebody has come from the beginning without leaving anything out.
export function frontier(parts) {
  return parts.length && parts[0][0] <= 1 ? parts[0][1] : 0;
}

// Notes which parts are played: what is jumped over is in none.
export class Watching {
  constructor() {
    this.parts = [];
    this.at = null;
  }

  // The video plays and is at this second.
  move(second) {
    if (this.at === null) {
      this.at = second;
      return;
    }
    const last = this.parts[this.parts.length - 1];
    if (second > this.at) {
      if (last && last[1] === this.at) last[1] = second;
      else this.parts.push([this.at, second]);
    }
    this.at = second;
  }

  // It stops or jumps: the next second begins a new part.
  stop() {
    this.at = null;
  }

  // What was noted since the last time, in order.
  take() {
    const taken = this.parts.map(([from, to]) => [Math.round(from * 1000) / 1000, Math.round(to * 1000) / 1000]);
    this.parts = [];
    return taken.filter(([from, to]) => to > from);
  }
}

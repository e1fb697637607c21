// The last minutes before closing by the server's clock: a final sending in time, then the grid turns read-only.
import { ticking } from "../time.js"

const LAST_CALL = 3000
const TOLD = [60, 15, 5, 1] // minutes before closing at which it is said, once each

export class Countdown {
  // `deeds`: {tick(ms), warn(ms), lastCall(), over()}
  constructor(clock, closesAt, deeds) {
    Object.assign(this, { clock, closesAt, deeds })
    this.called = false
    this.told = 0
    this.timer = ticking(() => this.tick())
    this.tick()
  }

  tick() {
    const ms = this.clock.left(this.closesAt)
    this.deeds.tick(ms)
    const reached = TOLD.filter(minutes => ms <= minutes * 60000).length
    if (ms > 0 && reached > this.told) this.deeds.warn(ms)
    this.told = Math.max(this.told, reached)
    // Seconds are too coarse for the end itself.
    if (ms < 1500 && ms > 0 && !this.soon) this.soon = setTimeout(() => this.tick(), ms + 5)
    if (ms <= LAST_CALL && ms > 0 && !this.called) { this.called = true; this.deeds.lastCall() }
    if (ms <= 0) { this.stop(); this.deeds.over() }
  }

  stop() {
    clearTimeout(this.soon)
    if (this.timer) this.timer.stop()
  }
}

// Steps that can be taken back and done again, one for each deed of the person.
const LONGEST = 200

export class History {
  constructor() {
    this.done = []
    this.undone = []
  }

  record(step) {
    this.done.push(step)
    if (this.done.length > LONGEST) this.done.shift()
    this.undone = []
  }

  back() {
    const step = this.done.pop()
    if (step) this.undone.push(step)
    return step
  }

  forth() {
    const step = this.undone.pop()
    if (step) this.done.push(step)
    return step
  }

  // After another window has changed rows, old steps no longer fit.
  forget() {
    this.done = []
    this.undone = []
  }
}

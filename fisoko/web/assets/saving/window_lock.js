// Which windows are still alive: a tab holds the lock of its window until it is closed.
const name = window => `fisoko-window-${window}`

// Without locks (plain http) nobody can be asked; sealed batches make sending from two tabs harmless.
export const hold = window => {
  if (navigator.locks) navigator.locks.request(name(window), () => new Promise(() => {})).catch(() => null)
}

// Resolves when the window is closed.
export const ended = window => navigator.locks.request(name(window), () => null)

export const alive = async windows => {
  if (!navigator.locks) return new Set()
  const { held } = await navigator.locks.query(), names = new Set(held.map(lock => lock.name))
  return new Set(windows.filter(window => names.has(name(window))))
}

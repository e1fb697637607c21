// Random names of windows, rows and submissions.
const SIGNS = "abcdefghijklmnopqrstuvwxyz0123456789"

export const random = length => {
  const bytes = crypto.getRandomValues(new Uint8Array(length))
  return Array.from(bytes, byte => SIGNS[byte % SIGNS.length]).join("")
}

export const uuid = () => {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  bytes[6] = (bytes[6] & 0x0f) | 0x40
  bytes[8] = (bytes[8] & 0x3f) | 0x80
  const hex = Array.from(bytes, byte => byte.toString(16).padStart(2, "0")).join("")
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5")
}

// What Bokeh uses and Chrome 88 lacks: `at` of arrays and texts came with Chrome 92.
[Array, String, Object.getPrototypeOf(Uint8Array)].forEach(function (kind) {
  if (!kind.prototype.at) {
    Object.defineProperty(kind.prototype, "at", {
      configurable: true, writable: true, value: function (place) { const from = Math.trunc(place) || 0; return this[from < 0 ? this.length + from : from] },
    })
  }
})

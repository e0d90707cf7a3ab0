const KEY = Symbol.for('zsb.closedNetwork')

afterEach(() => {
  const reached = globalThis[KEY] ?? []
  globalThis[KEY] = []
  if (reached.length > 0) throw new Error(`this test tried to reach beyond this machine: ${reached.join(', ')}`)
})

/** States moves lead to from `start`, itself included. */
export function reachableStates(moves: readonly { from: readonly string[]; to: string }[], start: string): ReadonlySet<string> {
  const reached = new Set([start])
  for (let grew = true; grew;) {
    grew = false
    for (const { from, to } of moves) {
      if (reached.has(to) || !from.some((code) => reached.has(code))) continue
      reached.add(to)
      grew = true
    }
  }
  return reached
}

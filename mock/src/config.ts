/** First port of the stand-ins; 0 takes free ones. Nothing else is configurable: demo secrets stand in the README. */
export function readMockConfig(): { portBase: number } {
  if (process.env.NODE_ENV === 'production') throw new Error('The stand-ins for outside systems cannot run in production.')
  const portBase = Number(process.env.MOCK_PORT_BASE ?? 4100)
  if (!Number.isInteger(portBase) || portBase < 0 || portBase > 65_000) throw new Error('MOCK_PORT_BASE must be a port, or 0 for free ones.')
  return { portBase }
}

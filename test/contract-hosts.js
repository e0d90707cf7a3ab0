/**
 * Hosts of the real partners that a contract suite runs against: those named by `baseUrl` in CONTRACT_<SYSTEM> (mock/README.md).
 * @param {Record<string, string | undefined>} env
 * @returns {Set<string>} as a socket is asked for them
 */
function contractHosts(env) {
  const targets = Object.entries(env).filter(([name, text]) => /^CONTRACT_[A-Z]+$/.test(name) && text)
  return new Set(
    targets.map(([name, text]) => {
      try {
        return new URL(JSON.parse(text).baseUrl).hostname.replace(/^\[|\]$/g, '')
      } catch {
        throw new Error(`${name} is no JSON with a baseUrl`)
      }
    }),
  )
}

module.exports = { contractHosts }

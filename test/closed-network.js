// The network is closed in tests: whatever reaches beyond this machine throws, and is reported again by
// closed-network-report.js, because the code under test may have caught it. Open are the hosts of the partners that a contract suite
// is run against, by their own names.
const dgram = require('node:dgram')
const net = require('node:net')
const { contractHosts } = require('./contract-hosts')

const KEY = Symbol.for('zsb.closedNetwork')
const isLoopback = (host) => host === undefined || host === null || host === 'localhost' || host === '::1' || host === '::ffff:127.0.0.1' || /^127\./.test(host)

function refuse(host) {
  globalThis[KEY] = [...(globalThis[KEY] ?? []), host]
  throw new Error(`a test tried to reach ${host}, beyond this machine`)
}

/** Core modules outlive a test file in its worker: patch them once, but report to the file that runs now. */
function patch(prototype, method, hostOf) {
  const real = prototype[method][KEY] ?? prototype[method]
  const guarded = function (...args) {
    const host = hostOf(args)
    if (!isLoopback(host) && !contractHosts(process.env).has(host)) refuse(host)
    return real.apply(this, args)
  }
  guarded[KEY] = real
  prototype[method] = guarded
}

patch(net.Socket.prototype, 'connect', (args) => {
  const [first, second] = Array.isArray(args[0]) ? args[0] : args
  if (typeof first === 'object' && first !== null) return first.path ? undefined : first.host
  if (typeof first === 'string' && Number.isNaN(Number(first))) return undefined
  return typeof second === 'string' ? second : undefined
})
patch(dgram.Socket.prototype, 'send', (args) => args.slice(1).find((value) => typeof value === 'string'))

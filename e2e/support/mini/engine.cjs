// What a phone's mini-program engine lacks and Node has: left in place it would hide a fault that every phone shows.
const ABSENT = [
  ...['AbortController', 'AbortSignal', 'TextEncoder', 'TextDecoder', 'URL', 'URLSearchParams', 'crypto', 'fetch', 'Headers', 'Request', 'Response'],
  ...['FormData', 'Blob', 'File', 'structuredClone', 'queueMicrotask', 'atob', 'btoa', 'performance', 'MessageChannel', 'MessagePort', 'BroadcastChannel'],
  ...[
    'WebSocket',
    'EventSource',
    'DOMException',
    'navigator',
    'setImmediate',
    'clearImmediate',
    'WebAssembly',
    'ReadableStream',
    'localStorage',
    'sessionStorage',
  ],
]

/** Takes them away. What Node itself loads on first use is loaded before. */
exports.stripEngine = () => {
  void new globalThis.Headers()
  for (const name of ABSENT) {
    if (!(name in globalThis)) continue
    Object.defineProperty(globalThis, name, { configurable: true, writable: true, value: undefined })
    delete globalThis[name]
  }
}

/** The clock begins at `startMs` and runs from there. */
exports.setClock = (startMs) => {
  const Real = Date
  const offsetMs = startMs - Real.now()
  globalThis.Date = class extends Real {
    constructor(...parts) {
      if (parts.length) super(...parts)
      else super(Real.now() + offsetMs)
    }
    static now() {
      return Real.now() + offsetMs
    }
  }
}

/** Everything the app or the template engine complains about; WeChat prints a missing template as a warning. */
exports.collectFaults = () => {
  const faults = []
  for (const level of ['error', 'warn'])
    console[level] = (...said) => faults.push(`${level}: ${said.map((part) => part?.stack ?? String(part)).join(' ')}`.slice(0, 600))
  process.on('uncaughtException', (error) => faults.push(`uncaught: ${error?.stack ?? error}`))
  process.on('unhandledRejection', (error) => faults.push(`unhandled: ${error?.stack ?? JSON.stringify(error)}`))
  return faults
}

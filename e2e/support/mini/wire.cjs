// The line between a simulated phone (child process) and the walk: commands come in, requests and sockets go out.
let last = 0
const waiting = new Map()
const sockets = new Map()

/** Asks the walk for something the phone has outside of itself: an answer of the API, a login code. */
exports.askOutside = (what, details) =>
  new Promise((resolve) => {
    const id = ++last
    waiting.set(id, resolve)
    process.send({ ask: id, what, details })
  })

/** A WebSocket that really lives in the walk's process. `hear` gets { event: 'open' | 'message' | 'close' | 'error', data }. */
exports.openSocket = (url, hear) => {
  const id = ++last
  sockets.set(id, hear)
  process.send({ socket: id, open: url })
  return {
    send: (data) => process.send({ socket: id, data }),
    close: () => process.send({ socket: id, close: true }),
  }
}

/** @param {Record<string, (...args: unknown[]) => unknown>} commands */
exports.obey = (commands) => {
  process.on('message', (message) => {
    if (message.answer) {
      waiting.get(message.answer)?.(message.value)
      waiting.delete(message.answer)
    } else if (message.socket) sockets.get(message.socket)?.(message)
    else if (message.command)
      Promise.resolve()
        .then(() => commands[message.name](...message.args))
        .then(
          (value) => process.send({ done: message.command, value: value ?? null }),
          (error) => process.send({ done: message.command, error: error?.stack ?? String(error) }),
        )
  })
  process.on('disconnect', () => process.exit(0))
  process.send({ ready: true })
}

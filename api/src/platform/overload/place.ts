import type { IncomingMessage } from 'node:http'

/** The place of a request among those that are worked on. */
interface Place {
  /** Gives it back; the second time without effect. */
  leave: () => void
  /** Asks for it again. Rejects where there is none. */
  enter: () => Promise<void>
}

const places = new WeakMap<IncomingMessage, Place>()

export const givePlace = (request: IncomingMessage, place: Place): void => void places.set(request, place)

/** While a body is on its way nobody works on the request: who sends slowly keeps nobody out, and asks for his place again. */
export async function whileSending<T>(request: IncomingMessage, sending: Promise<T>): Promise<T> {
  const place = places.get(request)
  if (!place || request.complete) return sending
  place.leave()
  const sent = await sending
  await place.enter()
  return sent
}

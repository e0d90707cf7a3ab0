/** Points of one key that are paid for and not spent. */
interface Purse {
  points: number
  untilMs: number
  /** So many left are the sign to buy the next ones. */
  refillAt: number
}

type Buy = () => Promise<{ points: number; forMs: number }>

const MOST = 50_000

/** Large chunks are bought anew when a twentieth is left, so that nobody waits for the journal (docs/performance.md, P4). */
const refillAt = (points: number) => Math.floor(points / 20)

/**
 * Points bought from the shared counter in advance, so that a hot path spends most of them without the database. Spending is one
 * step that nothing interrupts, and of requests that find a purse empty at the same time one buys for all.
 */
export function createPurses(nowMs: () => number) {
  const purses = new Map<string, Purse>()
  const purchases = new Map<string, Promise<void>>()

  function spend(key: string): boolean {
    const purse = purses.get(key)
    if (!purse || purse.points <= 0 || purse.untilMs <= nowMs()) return false
    purse.points -= 1
    return true
  }

  function put(key: string, points: number, untilMs: number): void {
    if (purses.size >= MOST) for (const [known, { points: left, untilMs: end }] of purses) if (left <= 0 || end <= nowMs()) purses.delete(known)
    // Points of one window only: what is left of an earlier one is lost with it.
    const left = purses.get(key)
    purses.set(key, { points: points + (left && left.untilMs > nowMs() ? left.points : 0), untilMs, refillAt: refillAt(points) })
  }

  function purchaseOf(key: string, buy: Buy): Promise<void> {
    let purchase = purchases.get(key)
    if (!purchase) {
      purchase = buy()
        .then(({ points, forMs }) => put(key, points, nowMs() + forMs))
        .finally(() => purchases.delete(key))
      purchases.set(key, purchase)
    }
    return purchase
  }

  /**
   * Spends a point, buying when there is none.
   * @param buy takes points from the shared counter; what it throws every waiting request gets
   */
  async function take(key: string, buy: Buy): Promise<void> {
    while (!spend(key)) await purchaseOf(key, buy)
    const { points, refillAt: sign } = purses.get(key)!
    // What keeps the counter from selling is the business of who finds nothing left.
    if (points > 0 && points === sign) purchaseOf(key, buy).catch(() => undefined)
  }

  return { take }
}

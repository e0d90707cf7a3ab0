/** Waits for what another process, the database or a background round brings: polled, as it is they who say when. */
export async function until<T>(check: () => Promise<T> | T): Promise<T> {
  for (let turn = 0; turn < 1_000; turn += 1) {
    const seen = await check()
    if (seen) return seen
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
  throw new Error('it never came')
}

interface Parts<Kept> {
  /** `pending`: another one waits. */
  add: () => Promise<'added' | 'pending'>
  findInTheWay: () => Promise<Kept | null>
  /** Whether it waits as what we hand in does. */
  isOpen: (kept: Kept) => boolean | Promise<boolean>
  /** Out of the way, on record. False where it was closed before, or changed meanwhile. */
  close: (kept: Kept) => Promise<boolean>
}

/**
 * Adds what one person asks for. What stands in its way and was put there by hand is closed first: nobody could sign it, and some of it nobody could
 * read or refuse.
 */
export async function addMakingRoom<Kept>({ add, findInTheWay, isOpen, close }: Parts<Kept>): Promise<'added' | 'pending'> {
  if ((await add()) === 'added') return 'added'
  const inTheWay = await findInTheWay()
  return inTheWay && !(await isOpen(inTheWay)) && (await close(inTheWay)) ? add() : 'pending'
}

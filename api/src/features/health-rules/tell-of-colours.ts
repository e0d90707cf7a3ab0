import type { LiveMessage } from '@zsb/shared/live'
import type { ColourService } from './colour.service'

interface Parts {
  /** People with an open phone on this process. */
  connected: () => readonly string[]
  /** Whose codes somebody shows: his own and his children's. */
  shownBy: (personId: string) => Promise<readonly string[]>
  colours: Pick<ColourService, 'areas' | 'isChangedBy'>
  tell: (personId: string, message: LiveMessage) => void
}

/** So many are looked at side by side: a notice about a whole district takes no other request's place. */
const SIDE_BY_SIDE = 16

/**
 * Tells the open phones of this process whose colour a notice changed, own or a child's; each asks for the colour itself. Phones that are not
 * open ask when they are opened.
 */
export function createTellOfColours({ connected, shownBy, colours, tell }: Parts) {
  return async (noticeId: string): Promise<void> => {
    const areas = await colours.areas()
    const waiting = [...connected()]
    const next = async (): Promise<void> => {
      for (let personId = waiting.pop(); personId !== undefined; personId = waiting.pop())
        for (const subjectId of await shownBy(personId))
          if (await colours.isChangedBy({ personId: subjectId, noticeId, areas })) tell(personId, { topic: 'health.changed', id: subjectId })
    }
    await Promise.all(Array.from({ length: SIDE_BY_SIDE }, next))
  }
}

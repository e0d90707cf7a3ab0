import type { HealthEvidence } from '@zsb/shared/health-code'
import type { LiveMessage } from '@zsb/shared/live'
import type { ColourService, RulesInForce } from './colour.service'

interface Parts {
  /** People with an open phone on this process. */
  connected: () => readonly string[]
  /** Whose codes somebody shows: his own and his children's. */
  shownBy: (personId: string) => Promise<readonly string[]>
  colours: Pick<ColourService, 'areas' | 'isChangedBy' | 'differs'>
  tell: (personId: string, message: LiveMessage) => void
}

/** So many are looked at side by side: a notice about a whole district takes no other request's place. */
const SIDE_BY_SIDE = 16

/**
 * Tells the open phones of this process whose colour a notice or a rule set changed, own or a child's; each asks for the colour itself. Phones that are
 * not open ask when they are opened.
 */
export function createTellOfColours({ connected, shownBy, colours, tell }: Parts) {
  async function tellWhere(isChanged: (personId: string, areas: readonly HealthEvidence[]) => Promise<boolean>): Promise<void> {
    const areas = await colours.areas()
    const waiting = [...connected()]
    const next = async (): Promise<void> => {
      for (let personId = waiting.pop(); personId !== undefined; personId = waiting.pop())
        for (const subjectId of await shownBy(personId)) if (await isChanged(subjectId, areas)) tell(personId, { topic: 'health.changed', id: subjectId })
    }
    await Promise.all(Array.from({ length: SIDE_BY_SIDE }, next))
  }
  return {
    ofNotice: (noticeId: string) => tellWhere((personId, areas) => colours.isChangedBy({ personId, noticeId, areas })),
    ofRules: (before: RulesInForce, after: RulesInForce) => tellWhere((personId, areas) => colours.differs({ personId, before, after, areas })),
  }
}

import type { Family } from '@zsb/shared/family'
import { useCopy } from '@/platform/copy'
import { useResource } from '@/platform/resource'
import { useSession } from '@/platform/session'
import { Segmented } from '@/ui'
import { accountCopy } from '../copy'
import { familyPath, familySchema } from '../family-api'

const SELF = 'self'

/** 为谁办: oneself or one of one's children. Nothing is drawn for somebody without children. */
export function SubjectChoice() {
  const words = useCopy(accountCopy)
  const who = useSession((session) => session.who)
  const subject = useSession((session) => session.subject)
  const family = useResource<Family>(who?.level === 'confirmed' ? familyPath : null, { schema: familySchema, keepAs: 'family', asSelf: true })
  const children = (family.data?.children ?? []).filter((child) => !child.ended)
  if (!who || children.length === 0) return null
  const choose = (chosen: string) => {
    const child = children.find(({ personId }) => personId === chosen)
    useSession.getState().actFor(child ? { subjectId: child.personId, name: child.name, relation: 'child' } : null)
  }
  return (
    <Segmented
      id="subject"
      label={words.forWhom}
      value={subject?.subjectId ?? SELF}
      onChange={choose}
      options={[{ value: SELF, label: words.myself }, ...children.map(({ personId, name }) => ({ value: personId, label: name }))]}
    />
  )
}

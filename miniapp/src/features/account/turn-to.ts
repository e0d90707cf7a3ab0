import { request } from '@/platform/request'
import { useSession } from '@/platform/session'
import { familyPath, familySchema } from './family-api'

/**
 * Turns the app to whose something is before it is opened: oneself, or a child of one's family. Anybody else is an earlier account of one's own.
 * @throws ApiError where the family cannot be asked; nothing is turned then
 */
export async function turnTo(subjectId: string): Promise<void> {
  const { who, subject, actFor } = useSession.getState()
  if (subject?.subjectId === subjectId) return
  if (who?.personId === subjectId) return actFor(null)
  const { children } = await request(familyPath, { schema: familySchema, asSelf: true })
  const child = children.find(({ personId, ended }) => personId === subjectId && !ended)
  actFor(child ? { subjectId, name: child.name, relation: 'child' } : null)
}

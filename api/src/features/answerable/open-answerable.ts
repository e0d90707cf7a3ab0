import type { Deadline } from '@zsb/shared/work-calendar'
import type { Answerable } from './answerable.store'

export interface AnsweringPeople {
  /** A person's id and those of the accounts merged into it. */
  idsOf: (personId: string) => Promise<string[]>
  /** The natural person behind a staff account, null for none. */
  personOfStaff: (staffId: string) => Promise<string | null>
  /** The natural persons who are supervisors of an office today. */
  supervisorsOf: (office: string) => Promise<string[]>
}
interface Opening {
  id: string
  office: string
  /** Staff accounts that made a move in the case. */
  officers: readonly string[]
  /** Whom it is about and whoever acted for him. */
  persons: readonly string[]
  due: Deadline
  at: Date
}
export type OpenAnswerable = (opening: Opening) => Promise<Answerable & { finding: null }>

export const placeOf = ({ dueOn, id }: { dueOn: string; id: string }): string => `${dueOn}_${id}`

/** Whether one of these ids is of somebody who took part. */
export const isInvolved = ({ involved }: Pick<Answerable, 'involved'>, own: readonly string[]): boolean => own.some((id) => involved.includes(id))

/**
 * Something to be answered as it begins. It lies at the office's desk where one of its supervisors took no part in the case, else at the platform's:
 * nobody judges his own work.
 */
export function createOpenAnswerable({ idsOf, personOfStaff, supervisorsOf }: AnsweringPeople): OpenAnswerable {
  return async ({ id, office, officers, persons, due, at }) => {
    const natural = (await Promise.all(officers.map(personOfStaff))).filter((personId) => personId !== null)
    const everybody = [...new Set([...natural, ...persons])]
    const involved = [...new Set((await Promise.all(everybody.map(idsOf))).flat())]
    const supervisors = await supervisorsOf(office)
    return {
      _id: id,
      office,
      desk: supervisors.some((personId) => !involved.includes(personId)) ? 'office' : 'platform',
      state: 'open',
      place: placeOf({ dueOn: due.dueOn, id }),
      due,
      dueOn: due.dueOn,
      openedAt: at,
      overdueAt: null,
      involved,
      finding: null,
      answer: null,
      answeredAt: null,
      answeredBy: null,
    }
  }
}

import type { ContestedField, SubmitApplication } from '@zsb/shared/application'
import type { Answers } from '@zsb/shared/form'
import type { PaperFacts } from '@zsb/shared/paper'
import type { FieldCipher } from '../../platform/crypto'

/** What is asked for by 补正, by material, with the office's reason. */
export type AskedMaterials = Readonly<Record<string, string>>

/** Where a letter was and when 邮件轨迹, in the post's words. */
export interface Trace {
  at: string
  text: string
}

/** What an applicant was told of a move, in both languages. */
export interface Note {
  zh: string
  en: string
}

/** What is handed in 提交内容, whoever does it. */
export type Submission = Omit<SubmitApplication, 'version'>

export type ApplicationSeal = ReturnType<typeof createApplicationSeal>

/** Field encryption (R20) of what a person filled in and of what an office wrote to him. */
export function createApplicationSeal(cipher: FieldCipher) {
  const at = (field: 'answers' | 'asked' | 'note' | 'paper' | 'pickUpCode' | 'traces' | 'asking' | 'contested', recordId: string) => ({
    collection: 'applications',
    field,
    recordId,
  })
  return {
    closeAnswers: (answers: Readonly<Record<string, unknown>>, id: string): string => cipher.encrypt(JSON.stringify(answers), at('answers', id)),
    openAnswers: (sealed: string, id: string): Answers => JSON.parse(cipher.decrypt(sealed, at('answers', id))) as Answers,
    closeContests: (contests: readonly ContestedField[], id: string): string | null =>
      contests.length > 0 ? cipher.encrypt(JSON.stringify(contests), at('contested', id)) : null,
    openContests: (sealed: string | null | undefined, id: string): ContestedField[] =>
      sealed ? (JSON.parse(cipher.decrypt(sealed, at('contested', id))) as ContestedField[]) : [],
    closeAsked: (asked: AskedMaterials, id: string): string => cipher.encrypt(JSON.stringify(asked), at('asked', id)),
    openAsked: (sealed: string | null, id: string): AskedMaterials => (sealed ? (JSON.parse(cipher.decrypt(sealed, at('asked', id))) as AskedMaterials) : {}),
    closeNote: (note: Note, id: string): string => cipher.encrypt(JSON.stringify(note), at('note', id)),
    openNote: (sealed: string | null, id: string): Note | null => (sealed ? (JSON.parse(cipher.decrypt(sealed, at('note', id))) as Note) : null),
    closePickUpCode: (code: string, id: string): string => cipher.encrypt(code, at('pickUpCode', id)),
    openPickUpCode: (sealed: string, id: string): string => cipher.decrypt(sealed, at('pickUpCode', id)),
    closeTraces: (traces: readonly Trace[], id: string): string => cipher.encrypt(JSON.stringify(traces), at('traces', id)),
    openTraces: (sealed: string | null, id: string): Trace[] => (sealed ? (JSON.parse(cipher.decrypt(sealed, at('traces', id))) as Trace[]) : []),
    closeAsking: (asked: Submission, id: string): string => cipher.encrypt(JSON.stringify(asked), at('asking', id)),
    openAsking: (sealed: string, id: string): Submission => JSON.parse(cipher.decrypt(sealed, at('asking', id))) as Submission,
    closePaper: (facts: PaperFacts, id: string): string => cipher.encrypt(JSON.stringify(facts), at('paper', id)),
    openPaper: (sealed: string, id: string): PaperFacts => JSON.parse(cipher.decrypt(sealed, at('paper', id))) as PaperFacts,
  }
}

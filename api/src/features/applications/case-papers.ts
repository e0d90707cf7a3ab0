import type { ApplicationEvent, Command, Progress } from '@zsb/shared/application'
import { fillPaper, paperCodeOf, type PaperDocument, type PaperFile } from '@zsb/shared/paper'
import { toCalendarDate } from '@zsb/shared/time'
import { AppError } from '../../platform/http/app-error'
import type { ContentService } from '../content'
import type { Printer } from '../papers'
import type { ApplicationSeal } from './application-seal'
import type { ApplicationRecord, StoredPaper } from './applications.store'
import type { FindCaseContent } from './case-content'
import { factsOfMove, type ToldOfMove } from './paper-facts'

interface Parts {
  seal: ApplicationSeal
  content: Pick<ContentService, 'paper' | 'licenceType'>
  contentOf: FindCaseContent
  nameOf: (subjectId: string) => Promise<string>
  printer: Pick<Printer, 'print'>
}
interface Moved {
  /** As the case is after the move, its history not counted. */
  record: ApplicationRecord
  command: Command
  progress: Progress
  told: ToldOfMove
  at: Date
}
export type CasePapers = ReturnType<typeof createCasePapers>

/** Papers 文书 of a case: each is made by a move, states what held on that day, and is read and printed as often as one likes. */
export function createCasePapers({ seal, content, contentOf, nameOf, printer }: Parts) {
  /** Null where the move makes none. @throws Error when its template is gone: a move that owes a paper is not made without it */
  async function make({ record, command, progress, told, at }: Moved): Promise<StoredPaper | null> {
    const code = paperCodeOf(command.action, progress.outcome)
    if (!code) return null
    const template = content.paper(code)
    if (!template) throw new Error(`no template of a paper that is owed: ${code}`)
    const known = contentOf(record)
    const { result } = known.item
    const type = result.kind === 'licence' ? content.licenceType(result.licenceType) : null
    const facts = factsOfMove({
      command,
      progress,
      content: known,
      materials: record.materials,
      told,
      applicant: await nameOf(record.subjectId),
      caseNumber: record.number ?? '',
      licence: type && { zh: type.zh, en: type.en },
      on: toCalendarDate(at),
    })
    return { code, version: template.version, facts: seal.closePaper(facts, record._id) }
  }

  const templateOf = ({ code, version }: StoredPaper) => {
    const template = content.paper(code, version)
    if (!template) throw new Error(`a paper that was made is gone from the content: ${code}@${version}`)
    return template
  }
  const isPermit = (record: ApplicationRecord) => contentOf(record).item.clocks.kind === 'permit'

  /** What a line of the history says of its paper; null where none was made. */
  function headingOf(record: ApplicationRecord, no: number): ApplicationEvent['paper'] {
    const stored = record.history[no]?.paper
    if (!stored) return null
    const { title, permitTitle } = templateOf(stored)
    return { no, ...((isPermit(record) && permitTitle) || title) }
  }

  /** @throws AppError NOT_FOUND where that move made none */
  function read(record: ApplicationRecord, no: number): PaperDocument {
    const stored = record.history[no]?.paper
    if (!stored) throw new AppError('NOT_FOUND')
    return fillPaper({ template: templateOf(stored), facts: seal.openPaper(stored.facts, record._id), no, isPermit: isPermit(record) })
  }

  /** @throws AppError NOT_FOUND · OVERLOADED while too many are printed */
  async function print(record: ApplicationRecord, no: number): Promise<PaperFile> {
    const paper = read(record, no)
    const file = await printer.print(paper)
    return { fileName: `${paper.title.zh} ${paper.number}.pdf`.replace(/[\\/:*?"<>|]/g, ''), base64: file.toString('base64') }
  }

  return { make, headingOf, read, print }
}

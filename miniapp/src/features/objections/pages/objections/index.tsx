import { ObjectionFinding, ObjectionPage, ObjectionView, type ObjectionSummary } from '@zsb/shared/objection'
import { AnswerablePage, type AnswerableKind } from '@/features/staff'
import { serverNow } from '@/platform/clock'
import { useCopy, usePick, useSpokenLanguage } from '@/platform/copy'
import { applicationCopy, saidOf } from '@/platform/copy/applications'
import { formatWhen } from '@/platform/copy/dates'
import { parserOf } from '@/platform/parser'
import { Fact } from '@/ui'
import { objectionDeskCopy } from '../../desk-copy'

const OBJECTIONS: AnswerableKind<ObjectionSummary, ObjectionView> = {
  name: 'objection',
  sendId: 'send-answer',
  icon: 'flag',
  base: '/api/v1/staff/objections',
  page: parserOf(ObjectionPage),
  view: parserOf(ObjectionView),
  findings: ObjectionFinding.options,
  shortest: 10,
  settled: ['OBJECTION_ANSWERED', 'OBJECTION_OWN_CASE'],
}

/** 异议复核: objections by their deadline, the open one with the answer to it. */
export default function ObjectionsPage() {
  const words = useCopy(objectionDeskCopy)
  const done = useCopy(applicationCopy).done
  const pick = usePick()
  return (
    <AnswerablePage
      kind={OBJECTIONS}
      words={words}
      area="home"
      back
      row={({ objectorMasked, item, action }) => ({ title: objectorMasked, note: words.rowNote({ item: pick(item), action: saidOf(done, action) }) })}
      opened={{ who: ({ objectorName }) => objectorName, facts: (objection) => <ObjectionFacts objection={objection} /> }}
    />
  )
}

function ObjectionFacts({ objection: { action, decidedAt, at } }: { objection: ObjectionView }) {
  const words = useCopy(objectionDeskCopy)
  const done = useCopy(applicationCopy).done
  const language = useSpokenLanguage()
  const when = (instant: string) => formatWhen(instant, { language, now: serverNow() })
  return (
    <>
      <Fact name={words.decision}>{saidOf(done, action)}</Fact>
      <Fact name={words.decidedAt}>{when(decidedAt)}</Fact>
      <Fact name={words.at}>{when(at)}</Fact>
    </>
  )
}

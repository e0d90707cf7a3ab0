import { View } from '@tarojs/components'
import type { ComplaintView } from '@zsb/shared/ledger'
import { useState } from 'react'
import { serverNow } from '@/platform/clock'
import { useCopy, usePick, useSpokenLanguage } from '@/platform/copy'
import { formatWhen } from '@/platform/copy/dates'
import { useDraft } from '@/platform/draft'
import { useEarlier } from '@/platform/earlier'
import { toApiError } from '@/platform/request'
import { useResource } from '@/platform/resource'
import { Banner, Button, Card, EmptyState, Fact, Field, Heading, MoreButton, NotYet, Segmented, StatusChip } from '@/ui'
import { answerableCopy } from '../../answerable/copy'
import { answerComplaint, complaintsPath, complaintsSchema, fetchEarlierComplaints, type ComplaintState } from '../../api'
import { staffCopy } from '../../copy'
import { StaffPage } from '../../StaffPage'

/** What staff write about people is kept while the app runs and never on the device (R30). */
const UNWRITTEN = { text: '' }

export default function ComplaintsPage() {
  const words = useCopy(staffCopy)
  const { stateLabel, noneAnswered } = useCopy(answerableCopy)
  const [state, show] = useState<ComplaintState>('open')
  const [said, say] = useState('')
  const list = useResource(complaintsPath(state), { schema: complaintsSchema })
  const { items, earlier, forget } = useEarlier(list.data, fetchEarlierComplaints(state))
  const answered = () => {
    say(words.complaintDone)
    forget()
    void list.reload()
  }
  return (
    <StaffPage title={words.complaints} area="complaints" onReconnect={() => void list.reload()}>
      <View className="l-stack">
        <Segmented
          id="complaint-state"
          label={stateLabel}
          value={state}
          onChange={(chosen) => {
            show(chosen)
            forget()
            say('')
          }}
          options={[
            { value: 'open', label: words.open },
            { value: 'answered', label: words.answered },
          ]}
        />
        {said ? (
          <Banner tone="good" live>
            {said}
          </Banner>
        ) : null}
        {list.data ? (
          items.length > 0 ? (
            <>
              <View className="z-staff-cards">
                {items.map((complaint, i) => (
                  <ComplaintCard key={complaint.id} id={`complaint-${i + 1}`} complaint={complaint} onAnswered={answered} />
                ))}
              </View>
              <MoreButton earlier={earlier} />
            </>
          ) : (
            <EmptyState icon="message-square-text" title={state === 'open' ? words.noComplaints : noneAnswered} sentence={words.noComplaintsWhy[state]} />
          )
        ) : (
          <NotYet of={list} rows={4} />
        )}
      </View>
    </StaffPage>
  )
}

function ComplaintCard({ id, complaint, onAnswered }: { id: string; complaint: ComplaintView; onAnswered: () => void }) {
  const words = useCopy(staffCopy)
  const pick = usePick()
  const language = useSpokenLanguage()
  const { typed, type, clear } = useDraft(`complaint-answer.${complaint.id}`, UNWRITTEN, { memoryOnly: ['text'], saved: words.draftKept })
  const { text } = typed
  const [problem, setProblem] = useState('')
  const [working, setWorking] = useState(false)
  const when = (at: string) => formatWhen(at, { language, now: serverNow() })
  const send = async () => {
    setProblem('')
    setWorking(true)
    try {
      await answerComplaint(complaint.id, text.trim())
      clear()
      onAnswered()
    } catch (cause) {
      setProblem(pick(toApiError(cause)))
    } finally {
      setWorking(false)
    }
  }
  return (
    <Card id={id}>
      <View className="l-stack-tight">
        <View className="l-row l-between l-wrap">
          <Heading level={2}>{words.reason[complaint.reason]}</Heading>
          {complaint.state === 'answered' ? (
            <StatusChip tone="good" word={words.answered} />
          ) : (
            <StatusChip tone={complaint.overdue ? 'bad' : 'warn'} word={(complaint.overdue ? words.overdue : words.due)(when(complaint.dueAt))} />
          )}
        </View>
        {complaint.desk === 'platform' && complaint.state === 'open' ? (
          <View className="t-note">{complaint.overdue ? words.passedOn : words.noSupervisor}</View>
        ) : null}
        {complaint.use.contested ? (
          <Banner tone="bad" icon="flag">
            {words.contested}
          </Banner>
        ) : null}
        <View>
          <Fact name={words.licence}>{pick(complaint.use.licenceName)}</Fact>
          <Fact name={words.party}>{pick(complaint.use.relyingParty)}</Fact>
          <Fact name={words.counter}>{pick(complaint.use.counter)}</Fact>
          <Fact name={words.when}>{when(complaint.use.at)}</Fact>
          <Fact name={words.receipt}>{complaint.use.receipt}</Fact>
          <Fact name={words.saidText}>{complaint.text || words.none}</Fact>
        </View>
        {complaint.answer ? (
          <Banner tone="good">{complaint.answer}</Banner>
        ) : complaint.mayAnswer ? (
          <>
            <Field
              id={`answer-text-${id}`}
              label={words.answerLabel}
              help={words.answerHelp}
              maxLength={1000}
              value={text}
              onChange={type('text')}
              error={problem || undefined}
            />
            <Button
              id={`send-answer-${id}`}
              small
              onPress={() => void send()}
              loading={working}
              disabled={text.trim().length < 5}
              disabledReason={words.answerShort}
            >
              {words.answer}
            </Button>
          </>
        ) : (
          <Banner tone="info">{words.ownCase}</Banner>
        )}
      </View>
    </Card>
  )
}

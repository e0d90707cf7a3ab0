import { View } from '@tarojs/components'
import type { ApplicationEvent, CaseView } from '@zsb/shared/application'
import { useState } from 'react'
import { serverNow } from '@/platform/clock'
import { useCopy, usePick, useSpokenLanguage } from '@/platform/copy'
import { applicationCopy, saidOf } from '@/platform/copy/applications'
import { formatWhen } from '@/platform/copy/dates'
import { openFile } from '@/platform/open-file'
import { toApiError } from '@/platform/request'
import { Banner, Card, ClockDays, Heading, TextLink } from '@/ui'
import { fetchPaper } from '../api'
import { CaseFiles } from './CaseFiles'
import { deskCopy } from '../copy'

/** The clocks that run, day by day, and what they rest on. */
export function CaseClocks({ clocks }: Pick<CaseView, 'clocks'>) {
  return (
    <>
      {clocks.map((clock) => (
        <Card key={clock.kind}>
          <ClockDays clock={clock} level={2} />
        </Card>
      ))}
    </>
  )
}

/** 办理记录, the latest first. */
export function CaseRecords({ id, history }: Pick<CaseView, 'id' | 'history'>) {
  const words = useCopy(deskCopy)
  const own = useCopy(applicationCopy)
  const language = useSpokenLanguage()
  const pick = usePick()
  return (
    <Card id="case-records">
      <Heading level={2}>{words.records}</Heading>
      {[...history].reverse().map((event, i) => (
        <View key={i}>
          <View className="t-note t-num">{formatWhen(event.at, { language, now: serverNow() })}</View>
          <View>{`${own.by[event.by]} · ${saidOf(own.done, event.action)}`}</View>
          {event.confirmed ? <View className="t-note">{own.confirmed[event.confirmed]}</View> : null}
          {event.sheet ? <CaseFiles caseId={id} id={`case-sheet-${history.length - i}`} name={words.sheet} uploads={event.sheet} /> : null}
          {event.deputyFor ? <View className="t-note">{words.inPlaceOf(event.deputyFor)}</View> : null}
          {event.note ? <View className="t-note">{pick(event.note)}</View> : null}
          {event.paper ? <PaperLink id={id} paper={event.paper} /> : null}
        </View>
      ))}
      <View className="t-note">{words.trail}</View>
    </Card>
  )
}

/** A paper that was made, opened for print. */
function PaperLink({ id, paper }: { id: string; paper: NonNullable<ApplicationEvent['paper']> }) {
  const words = useCopy(deskCopy)
  const pick = usePick()
  const [problem, say] = useState('')
  const open = async () => {
    say('')
    try {
      await openFile(await fetchPaper({ id, no: paper.no }))
    } catch (cause) {
      say(pick(toApiError(cause)))
    }
  }
  return (
    <>
      <TextLink id={`paper-${paper.no}`} icon="file-text" onPress={() => void open()}>
        {words.print(pick(paper))}
      </TextLink>
      {problem ? (
        <Banner tone="bad" live>
          {problem}
        </Banner>
      ) : null}
    </>
  )
}

import { View } from '@tarojs/components'
import { STATUS_WORDS, type ApplicationEvent, type ApplicationView } from '@zsb/shared/application'
import { serverNow } from '@/platform/clock'
import { useCopy, usePick, useSpokenLanguage } from '@/platform/copy'
import { applicationCopy, saidOf } from '@/platform/copy/applications'
import { formatWhen } from '@/platform/copy/dates'
import { goTo } from '@/platform/navigate'
import { a11y, Icon, TextLink } from '@/ui'
import { momentsOf, type Moment } from '../case.flow'

const PAPER_PAGE = '/features/applications/pages/paper/index'

/** 办理过程: past filled, now ringed, future hollow. */
export function Timeline({ application }: { application: Pick<ApplicationView, 'id' | 'status' | 'history'> }) {
  return (
    <View className="z-timeline" {...a11y({ role: 'list' })}>
      {momentsOf(application).map((moment, i) => (
        <View key={i} className={`z-moment is-${moment.state}`} {...a11y({ role: 'listitem' })}>
          <View className="z-moment-mark">{moment.state === 'past' ? <Icon name="check" size="s" /> : null}</View>
          <View className="l-grow">
            <MomentWords moment={moment} applicationId={application.id} />
          </View>
        </View>
      ))}
    </View>
  )
}

function MomentWords({ moment, applicationId }: { moment: Moment; applicationId: string }) {
  const words = useCopy(applicationCopy)
  const pick = usePick()
  const language = useSpokenLanguage()
  switch (moment.state) {
    case 'past': {
      const { event } = moment
      return (
        <>
          <View className="t-strong">{saidOf(words.done, event.action)}</View>
          <View className="t-note t-num">{`${words.by[event.by]} · ${formatWhen(event.at, { language, now: serverNow() })}`}</View>
          {event.confirmed ? <View className="t-note">{words.confirmed[event.confirmed]}</View> : null}
          {event.note ? <View className="z-sunk z-moment-note">{pick(event.note)}</View> : null}
          {event.paper ? <PaperLink paper={event.paper} applicationId={applicationId} /> : null}
        </>
      )
    }
    case 'now':
      return <View className="t-strong">{pick(STATUS_WORDS[moment.status])}</View>
    case 'future':
      return <View className="t-note">{words.done[moment.action]}</View>
  }
}

function PaperLink({ paper, applicationId }: { paper: NonNullable<ApplicationEvent['paper']>; applicationId: string }) {
  const pick = usePick()
  return (
    <TextLink id={`paper-${paper.no}`} icon="file-text" chevron onPress={() => goTo(PAPER_PAGE, { id: applicationId, no: paper.no })}>
      {pick(paper)}
    </TextLink>
  )
}

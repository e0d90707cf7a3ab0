import { View } from '@tarojs/components'
import Taro, { usePullDownRefresh } from '@tarojs/taro'
import { STATUS_WORDS, type ApplicationPage, type ApplicationSummary } from '@zsb/shared/application'
import type { JointPage } from '@zsb/shared/joint-application'
import { IdentityGate, useIsConfirmed } from '@/features/sign-in'
import { ENTRANCES } from '@/entrances'
import { useCopy, usePick, useSpokenLanguage } from '@/platform/copy'
import { formatDay } from '@/platform/copy/dates'
import { useEarlier } from '@/platform/earlier'
import { useLive } from '@/platform/live'
import { goTo } from '@/platform/navigate'
import { useResource } from '@/platform/resource'
import { Button, EmptyState, List, ListRow, MoreButton, NotYet, Page, StatusChip } from '@/ui'
import { toneOf } from '../../case.flow'
import { caseCopy } from '../../case-copy'
import { JointRows } from '../../components/JointRows'
import { applicationsPath, applicationsSchema, fetchEarlier, jointsPath, jointsSchema } from '../../list-api'

/** 我的办件, newest first; what waits for the applicant is amber. */
export default function ApplicationsPage() {
  const words = useCopy(caseCopy)
  const first = useResource<ApplicationPage>(useIsConfirmed() ? applicationsPath : null, { schema: applicationsSchema })
  const joint = useResource<JointPage>(useIsConfirmed() ? jointsPath : null, { schema: jointsSchema })
  const joints = joint.data?.items ?? []
  const reload = async () => {
    await Promise.all([first.reload(), joint.reload()])
  }
  const { items, earlier } = useEarlier(first.data, fetchEarlier)
  useLive('notice.added', () => void reload())
  usePullDownRefresh(() => void reload().finally(() => Taro.stopPullDownRefresh()))
  return (
    <Page title={words.title} onReconnect={() => void reload()}>
      <IdentityGate id="applications" icon="list-checks" signInFirst={words.signInFirst} why={words.whySignIn}>
        {first.data ? (
          items.length + joints.length > 0 ? (
            <View className="l-stack">
              <JointRows joints={joints} />
              {items.length > 0 ? (
                <List label={words.title}>
                  {items.map((application, i) => (
                    <ApplicationRow key={application.id} id={`application-${i + 1}`} application={application} />
                  ))}
                </List>
              ) : null}
              <MoreButton earlier={earlier} />
            </View>
          ) : (
            <EmptyState icon="list-checks" title={words.empty} sentence={words.emptyWhy}>
              <Button id="applications-find" onPress={() => goTo(ENTRANCES.serviceItems)}>
                {words.find}
              </Button>
            </EmptyState>
          )
        ) : (
          <NotYet of={first} rows={4} />
        )}
      </IdentityGate>
    </Page>
  )
}

function ApplicationRow({ id, application }: { id: string; application: ApplicationSummary }) {
  const words = useCopy(caseCopy)
  const pick = usePick()
  const language = useSpokenLanguage()
  const { status, submittedAt, startedAt, expectedOn, number, item } = application
  const isDraft = status === 'draft'
  return (
    <ListRow
      id={id}
      icon="file-text"
      tone={application.waitsForApplicant ? 'warn' : 'accent'}
      title={pick(item)}
      note={
        <>
          <View>{submittedAt ? words.sentOn(formatDay(submittedAt, language)) : words.startedOn(formatDay(startedAt, language))}</View>
          {expectedOn ? <View>{words.expectedOn(formatDay(expectedOn, language))}</View> : null}
          {number ? <View className="t-num">{number}</View> : null}
        </>
      }
      trailing={<StatusChip tone={toneOf(application)} word={pick(STATUS_WORDS[status])} />}
      onPress={() => goTo(isDraft ? ENTRANCES.apply : ENTRANCES.application, { id: application.id })}
    />
  )
}

import { View } from '@tarojs/components'
import type { ApplicationStatus, ApplicationView } from '@zsb/shared/application'
import { ENTRANCES } from '@/entrances'
import { hasPage } from '@/packages'
import { useCopy, usePick, useSpokenLanguage } from '@/platform/copy'
import { applicationCopy } from '@/platform/copy/applications'
import { formatDay } from '@/platform/copy/dates'
import { goTo } from '@/platform/navigate'
import { Banner, Button, Card, Heading, TextLink } from '@/ui'
import { isOver, nextDay, saidAtEnd } from '../case.flow'
import { caseCopy } from '../case-copy'
import { renewalCopy } from '../renewal-copy'

/** It ended without a decision: the same item can be applied for again. */
const MAY_BEGIN_ANEW: readonly ApplicationStatus[] = ['lapsed', 'withdrawn', 'returned']

/** The answer to 办到哪了: the day it is promised for, or how it ended. */
export function Headline({ application, onWhy }: { application: ApplicationView; onWhy: () => void }) {
  const words = useCopy(caseCopy)
  const own = useCopy(applicationCopy)
  const renewing = useCopy(renewalCopy)
  const pick = usePick()
  const language = useSpokenLanguage()
  const { status, clocks, licence, outcome, office, id, item, history, renewal } = application
  if (status === 'draft')
    return (
      <Card>
        <Heading level={2} className="t-display">
          {words.draftTitle}
        </Heading>
        <View className="t-note">{words.draftWhy}</View>
        <Button id="resume" onPress={() => goTo(ENTRANCES.apply, { id })}>
          {words.resume}
        </Button>
      </Card>
    )
  if (licence)
    return (
      <Card>
        <Heading level={2} className="t-display">
          {words.doneTitle}
        </Heading>
        <View>{application.renewal ? renewing.renewed : words.doneWhy}</View>
        {hasPage(ENTRANCES.licence) ? (
          <Button id="open-licence" icon="id-card" onPress={() => goTo(ENTRANCES.licence, { id: licence.id })}>
            {pick(licence.name)}
          </Button>
        ) : null}
      </Card>
    )
  if (isOver(status) || outcome === 'refused') {
    const said = saidAtEnd(history)
    const titles: Readonly<Record<string, string>> = words.overTitles
    return (
      <Card>
        <Heading level={2} className="t-display">
          {outcome === 'refused' ? words.refusedTitle : (titles[status] ?? words.overTitles.concluded)}
        </Heading>
        {said ? <View>{pick(said)}</View> : null}
        {status === 'withdrawn' ? <View className="t-note">{words.again}</View> : null}
        {MAY_BEGIN_ANEW.includes(status) ? (
          <Button id="apply-again" kind="quiet" onPress={() => goTo(ENTRANCES.apply, { item: item.code })}>
            {words.applyAgain}
          </Button>
        ) : null}
      </Card>
    )
  }
  const next = nextDay(application)
  return (
    <Card>
      {next ? <View className="t-note">{own.clocks[next.clock]}</View> : null}
      <Heading level={2} className="t-display">
        {next ? words.by(formatDay(next.day, language)) : words.noDay}
      </Heading>
      <View className="l-row l-between l-wrap">
        <View className="t-note">{pick(office)}</View>
        {clocks.length > 0 ? (
          <TextLink id="why-this-day" chevron onPress={onWhy}>
            {words.why}
          </TextLink>
        ) : null}
      </View>
      {renewal ? (
        <Banner tone={renewal.standing === 'late' ? 'warn' : 'info'}>{renewing.asked[renewal.standing](formatDay(renewal.licenceEndsOn, language))}</Banner>
      ) : null}
    </Card>
  )
}

import { View } from '@tarojs/components'
import type { ApplicationView } from '@zsb/shared/application'
import { useState } from 'react'
import { ENTRANCES } from '@/entrances'
import { useCopy, usePick, useSpokenLanguage } from '@/platform/copy'
import { applicationCopy } from '@/platform/copy/applications'
import { formatDay } from '@/platform/copy/dates'
import { replaceWith } from '@/platform/navigate'
import { Card, Fact, NextSteps, TextLink } from '@/ui'
import { nextDay } from '../case.flow'
import { applyCopy } from '../copy'
import { SubmittedPage } from './SubmittedPage'
import { WhySheet } from './WhySheet'

/** After 提交: the number, the day it is promised for and why that day, and what comes next. */
export function Submitted({ application }: { application: ApplicationView }) {
  const words = useCopy(applyCopy)
  const own = useCopy(applicationCopy)
  const pick = usePick()
  const language = useSpokenLanguage()
  const [why, setWhy] = useState(false)
  const { clocks, number, item, id } = application
  const next = nextDay(application)
  return (
    <SubmittedPage
      title={words.submitted}
      what={pick(item)}
      follow={words.follow}
      onFollow={() => replaceWith(ENTRANCES.application, { id })}
      over={<WhySheet open={why} clocks={clocks} onClose={() => setWhy(false)} />}
    >
      <Card>
        {next ? <View className="t-note">{own.clocks[next.clock]}</View> : null}
        <View className="t-display">{next ? words.expectedBy(formatDay(next.day, language)) : words.noDay}</View>
        {clocks.length > 0 ? (
          <TextLink id="why-this-day" chevron onPress={() => setWhy(true)}>
            {words.why}
          </TextLink>
        ) : null}
        <Fact name={words.number}>{number ?? ''}</Fact>
      </Card>
      <NextSteps title={words.then} steps={words.thenSteps} />
    </SubmittedPage>
  )
}

import { View } from '@tarojs/components'
import type { ApplicationView } from '@zsb/shared/application'
import { useState } from 'react'
import { ENTRANCES } from '@/entrances'
import { useCopy, usePick, useSpokenLanguage } from '@/platform/copy'
import { applicationCopy } from '@/platform/copy/applications'
import { formatDay } from '@/platform/copy/dates'
import { goBack, replaceWith } from '@/platform/navigate'
import { ActionBar, Button, Card, Fact, Heading, Icon, NextSteps, Page, TextLink } from '@/ui'
import { nextDay } from '../case.flow'
import { applyCopy } from '../copy'
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
    <Page
      title={words.submitted}
      leave="close"
      onLeave={goBack}
      over={<WhySheet open={why} clocks={clocks} onClose={() => setWhy(false)} />}
      actions={
        <ActionBar>
          <Button id="follow" onPress={() => replaceWith(ENTRANCES.application, { id })}>
            {words.follow}
          </Button>
        </ActionBar>
      }
    >
      <View id="submitted" className="l-stack">
        <View className="l-row">
          <View className="z-disc z-disc-good">
            <Icon name="circle-check" />
          </View>
          <Heading level={2} className="t-title">
            {pick(item)}
          </Heading>
        </View>
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
      </View>
    </Page>
  )
}

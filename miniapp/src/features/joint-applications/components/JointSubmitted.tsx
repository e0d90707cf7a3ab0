import { View } from '@tarojs/components'
import type { JointView } from '@zsb/shared/joint-application'
import { useState } from 'react'
import { SubmittedPage } from '@/features/applications'
import { ENTRANCES } from '@/entrances'
import { useCopy, usePick, useSpokenLanguage } from '@/platform/copy'
import { formatDay } from '@/platform/copy/dates'
import { replaceWith } from '@/platform/navigate'
import { Card, NextSteps, TextLink } from '@/ui'
import { jointCopy } from '../joint-copy'
import { JointWhySheet } from './JointWhySheet'

/** After 提交, once for all: the day it is promised for, who is asked now, and what comes next. */
export function JointSubmitted({ joint }: { joint: JointView }) {
  const words = useCopy(jointCopy)
  const pick = usePick()
  const language = useSpokenLanguage()
  const [why, setWhy] = useState(false)
  const { id, bundle, parts, promised, roles } = joint
  const asked = roles.filter(({ state }) => state === 'pending')
  return (
    <SubmittedPage
      title={words.submitted}
      what={pick(bundle)}
      note={words.partsSent(parts.length)}
      follow={words.follow}
      onFollow={() => replaceWith(ENTRANCES.jointApplication, { id })}
      over={<JointWhySheet open={why} joint={joint} onClose={() => setWhy(false)} />}
    >
      <Card>
        <View className="t-note">{words.expected}</View>
        <View className="t-display">{promised?.on ? words.by(formatDay(promised.on, language)) : words.noDay}</View>
        {promised?.provisional ? <View className="t-note">{words.provisional}</View> : null}
        {promised ? (
          <TextLink id="why-this-day" chevron onPress={() => setWhy(true)}>
            {words.why}
          </TextLink>
        ) : null}
      </Card>
      <NextSteps title={words.then} steps={[...asked.map((role) => words.thenConsent(pick(role))), ...words.thenSteps]} />
    </SubmittedPage>
  )
}

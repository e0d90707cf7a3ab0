import { View } from '@tarojs/components'
import { askedQuestions, countedAnswers, type BundleGuide, type GuidingAnswers } from '@zsb/shared/joint-application'
import { useState, type ComponentType, type ReactNode } from 'react'
import { useCopy, usePick } from '@/platform/copy'
import { goBack } from '@/platform/navigate'
import { scrollToTop } from '@/platform/scroll'
import { a11y, ActionBar, Banner, Button, ChoiceCard, ChoiceGroup, Heading, Page } from '@/ui'
import { guideCopy } from '../guide-copy'

/** The page around it: the phone's own, or that of a counter. */
export type JointFrame = ComponentType<{
  title: string
  onLeave?: (() => void) | undefined
  actions?: ReactNode
  over?: ReactNode
  onReconnect?: (() => void) | undefined
  children: ReactNode
}>
interface Props {
  Frame?: JointFrame
  /** 新生儿出生. */
  title: string
  questions: BundleGuide['questions']
  answers: GuidingAnswers
  onAnswer: (answers: GuidingAnswers) => void
  /** All are answered. */
  onDone: () => void
  /** Back from the first; to the page before where there is nothing else to go back to. */
  onLeave?: () => void
}

/** 引导问题, one on a screen: which are asked depends on what was answered before. */
export function Questions({ Frame = Page, title, questions, answers, onAnswer, onDone, onLeave }: Props) {
  const words = useCopy(guideCopy)
  const pick = usePick()
  const [at, go] = useState(0)
  const [missed, miss] = useState(false)
  const asked = askedQuestions({ questions }, answers)
  const question = asked[Math.min(at, asked.length - 1)]
  if (!question) return null
  const { code, choices, help } = question
  const place = { number: asked.indexOf(question) + 1, count: asked.length }
  const chosen = answers[code]
  const isLast = place.number === place.count
  const turn = (to: number) => {
    go(to)
    miss(false)
    scrollToTop()
  }
  const next = () => {
    if (chosen === undefined) return miss(true)
    if (isLast) onDone()
    else turn(place.number)
  }
  const back = () => (place.number === 1 ? (onLeave ?? goBack)() : turn(place.number - 2))
  return (
    <Frame
      title={title}
      onLeave={back}
      actions={
        <ActionBar>
          <Button id="question-back" kind="quiet" onPress={back}>
            {words.before}
          </Button>
          <Button id="question-next" onPress={next}>
            {isLast ? words.done : words.next}
          </Button>
        </ActionBar>
      }
    >
      <View className="l-stack-tight">
        <View className="z-stepper" {...a11y({ hidden: true })}>
          {asked.map((each, i) => (
            <View key={each.code} className={`z-stepper-part${i < place.number ? ' is-done' : ''}`} />
          ))}
        </View>
        <View className="l-row l-between">
          <View className="t-note">{words.question}</View>
          <View className="t-note t-num">{words.place(place)}</View>
        </View>
      </View>
      <View id={`question-${code}`} className="l-stack">
        <Heading level={1} className="t-display">
          {pick(question)}
        </Heading>
        {missed && chosen === undefined ? (
          <Banner tone="bad" live>
            {words.chooseFirst}
          </Banner>
        ) : null}
        <ChoiceGroup label={pick(question)}>
          {choices.map((choice) => (
            <ChoiceCard
              key={choice.value}
              id={`answer-${code}-${choice.value}`}
              title={pick(choice)}
              chosen={chosen === choice.value}
              onChoose={() => onAnswer(countedAnswers({ questions }, { ...answers, [code]: choice.value }))}
            />
          ))}
        </ChoiceGroup>
        {help ? (
          <View className="z-said">
            <View className="t-strong">{words.why}</View>
            <View>{pick(help)}</View>
          </View>
        ) : null}
      </View>
    </Frame>
  )
}

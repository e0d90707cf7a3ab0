import { View } from '@tarojs/components'
import type { ColourView, FiredRule, HealthColour } from '@zsb/shared/health-code'
import type { ReactNode } from 'react'
import { serverNow } from '@/platform/clock'
import { useCopy, usePick, useSpokenLanguage } from '@/platform/copy'
import { formatDay, formatWhen } from '@/platform/copy/dates'
import { Card, Fact, Heading, NextSteps } from '@/ui'
import { codeCopy } from '../code-copy'
import type { KeptCare } from '../kept-care'
import { Care } from './Care'

type Shown = ColourView & { colour: HealthColour }

interface Props {
  view: Shown
  help: KeptCare
  /** 本机重算, below the rules. */
  own: ReactNode
}

/** Of what decides the colour: a step stands once though several rules ask for it. */
const stepsOf = ({ colour, fired }: Shown, pick: (pair: { zh: string; en: string }) => string): string[] => [
  ...new Set(fired.filter((rule) => rule.colour === colour).flatMap(({ steps }) => steps.map(pick))),
]

/** 为什么, 怎么转绿, 现在做什么: for yellow and red one after the other; for green in three lines. */
export function Reasons({ view, help, own }: Props) {
  const words = useCopy(codeCopy)
  const pick = usePick()
  if (view.colour === 'green') return <InShort view={view}>{own}</InShort>
  const deciding = view.fired.filter(({ colour }) => colour === view.colour)
  const others = view.fired.filter(({ colour }) => colour !== view.colour)
  const steps = stepsOf(view, pick)
  return (
    <>
      <Card id="health-why">
        <Heading level={2}>{words.whys[view.colour]}</Heading>
        {deciding.map((rule) => (
          <Reason key={`${rule.rule} ${rule.input.id}`} rule={rule} />
        ))}
        {others.length > 0 ? <View className="t-note">{words.also}</View> : null}
        {others.map((rule) => (
          <Reason key={`${rule.rule} ${rule.input.id}`} rule={rule} />
        ))}
      </Card>
      {steps.length > 0 ? <NextSteps title={words.steps} steps={steps} /> : null}
      <Care {...help} />
      <Card>
        <RuleSet view={view} />
        {own}
      </Card>
    </>
  )
}

function Reason({ rule: { words: said, input, until } }: { rule: FiredRule }) {
  const words = useCopy(codeCopy)
  const pick = usePick()
  const language = useSpokenLanguage()
  const source = pick(input.source)
  return (
    <View className="z-reason">
      <View>{pick(said)}</View>
      <View className="t-note">{input.documentNumber === null ? words.source(source) : words.sourceWithNumber({ source, number: input.documentNumber })}</View>
      {until === null ? null : <View className="t-note">{words.ruleUntil(formatWhen(until, { language, now: serverNow() }))}</View>}
    </View>
  )
}

function InShort({ view, children }: { view: Shown; children: ReactNode }) {
  const words = useCopy(codeCopy)
  const pick = usePick()
  const language = useSpokenLanguage()
  const because = [...new Set(view.fired.map((rule) => pick(rule.words)))]
  return (
    <Card id="health-why">
      <Fact name={words.whys.green}>{because.length > 0 ? because.map((each) => <View key={each}>{each}</View>) : words.nothing}</Fact>
      <Fact name={words.until}>{view.until === null ? words.untilNew : formatWhen(view.until, { language, now: serverNow() })}</Fact>
      <RuleSet view={view} />
      {children}
    </Card>
  )
}

function RuleSet({ view: { ruleSet } }: { view: ColourView }) {
  const words = useCopy(codeCopy)
  const language = useSpokenLanguage()
  return <Fact name={words.rules}>{words.rulesOf({ version: ruleSet.version, day: formatDay(ruleSet.effectiveFrom, language) })}</Fact>
}

import { View } from '@tarojs/components'
import { isStale, type ApplicationView, type MaterialKind } from '@zsb/shared/application'
import { daysBetween, toCalendarDate } from '@zsb/shared/time'
import { useState } from 'react'
import { serverNow } from '@/platform/clock'
import { useCopy, usePick, useSpokenLanguage } from '@/platform/copy'
import { formatDay } from '@/platform/copy/dates'
import { useKeyFor } from '@/platform/key-for'
import { toApiError } from '@/platform/request'
import { Banner, Button, Heading, Icon } from '@/ui'
import { supplyMaterials } from '../api'
import { chosenAtFirst, materialsToSend, stillMissing, type Chosen } from '../apply.flow'
import { caseCopy } from '../case-copy'
import { MaterialCard } from './MaterialCard'
import type { Asking } from './MaterialSheets'

interface Props {
  application: ApplicationView & { supplement: NonNullable<ApplicationView['supplement']> }
  chosen: Chosen
  onChoose: (code: string, kind: MaterialKind) => void
  onAsk: (asking: Asking) => void
  /** Sent, or refused because the case has gone on: what it is now is asked for. */
  onSent: (said: string) => void
  onStale: () => void
}

/** The materials a supplement asks for. */
export const askedFor = ({ materials, supplement }: ApplicationView) => materials.filter(({ code }) => supplement?.materials.includes(code))
export const chosenForSupplement = (application: ApplicationView): Chosen => chosenAtFirst(askedFor(application).map((each) => ({ ...each, need: 'always' })))

/** 补正: what is missing and why, once and in full, until when, and the ways to bring it. */
export function Supplement({ application, chosen, onChoose, onAsk, onSent, onStale }: Props) {
  const words = useCopy(caseCopy)
  const pick = usePick()
  const language = useSpokenLanguage()
  const [working, setWorking] = useState(false)
  const [problem, setProblem] = useState('')
  const keyFor = useKeyFor()
  const asked = askedFor(application)
  const left = stillMissing(
    asked.map((each) => ({ ...each, need: 'always' as const })),
    chosen,
  ).length
  const { dueOn } = application.supplement.due
  const send = async () => {
    setProblem('')
    setWorking(true)
    try {
      await supplyMaterials({
        id: application.id,
        version: application.version,
        materials: materialsToSend(chosen),
        key: keyFor([application.version, chosen]),
      })
      onSent(words.supplied)
    } catch (cause) {
      const error = toApiError(cause)
      setProblem(pick(error))
      if (isStale(error)) onStale()
    } finally {
      setWorking(false)
    }
  }
  return (
    <View id="supplement" className="l-stack">
      <Heading level={2} className="t-display">
        {words.missing({ count: asked.length, day: formatDay(dueOn, language) })}
      </Heading>
      <View className="l-row z-due">
        <Icon name="clock-alert" size="s" />
        <View>{words.daysLeft(daysBetween(toCalendarDate(serverNow()), dueOn))}</View>
      </View>
      <Banner tone="info" icon="list-checks">
        {words.once(asked.length)}
      </Banner>
      {asked.map((material, i) => (
        <MaterialCard
          key={material.code}
          number={i + 1}
          material={material}
          chosen={chosen[material.code]}
          onChoose={(option) =>
            option.kind === 'licence' || option.kind === 'commitment' ? onAsk({ material, option }) : onChoose(material.code, option.kind)
          }
        />
      ))}
      <View className="t-note">{words.atWindow}</View>
      {problem ? (
        <Banner tone="bad" live>
          {problem}
        </Banner>
      ) : null}
      <Button id="supply" onPress={() => void send()} loading={working} disabled={left > 0}>
        {left > 0 ? words.supplyLeft({ count: asked.length, left }) : words.supply(asked.length)}
      </Button>
    </View>
  )
}

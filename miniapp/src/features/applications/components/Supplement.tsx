import { View } from '@tarojs/components'
import { isStale, type ApplicationView, type SubmitApplication } from '@zsb/shared/application'
import { daysBetween, toCalendarDate } from '@zsb/shared/time'
import { useState } from 'react'
import { serverNow } from '@/platform/clock'
import { useCopy, usePick, useSpokenLanguage } from '@/platform/copy'
import { formatDay } from '@/platform/copy/dates'
import { useKeyFor } from '@/platform/key-for'
import { useOneAtATime } from '@/platform/one-at-a-time'
import { toApiError } from '@/platform/request'
import { Banner, Button, Heading, Icon } from '@/ui'
import { fillGap, supplyMaterials } from '../api'
import { chosenAtFirst, materialsToSend, stillMissing, type Chosen } from '../apply.flow'
import { caseCopy } from '../case-copy'
import { uploadCopy } from '../upload-copy'
import { MaterialCard } from './MaterialCard'
import { ToWindow } from './ToWindow'
import { useSendingCodes } from '../sendings'
import type { Choosing } from '../useChosen'
import type { Asking } from './MaterialSheets'

/** What a case waits for: what was asked for 补正, or what was promised for later 容缺. */
type Owed = NonNullable<ApplicationView['supplement'] | ApplicationView['gap']>

interface Props {
  application: ApplicationView
  owed: Owed
  choosing: Choosing
  onAsk: (asking: Asking) => void
  /** Sent, or refused because the case has gone on: what it is now is asked for. */
  onSent: (said: string) => void
  onStale: () => void
}

/** The materials that are waited for. */
const wantedOf = ({ materials, supplement, gap }: ApplicationView) =>
  materials.filter(({ code }) => (supplement ?? gap)?.materials.includes(code)).map((each) => ({ ...each, need: 'always' as const }))
export const chosenForOwed = (application: ApplicationView): Chosen => chosenAtFirst(wantedOf(application))

/** 补正: what is missing and why, once and in full, until when, and the ways to bring it. */
export function Supplement({ bring = supplyMaterials, ...props }: Props & { bring?: BringProps['bring'] }) {
  const words = useCopy(caseCopy)
  const count = props.owed.materials.length
  return (
    <Bring
      {...props}
      id="supplement"
      title={(day) => words.missing({ count, day })}
      why={words.once(count)}
      bring={bring}
      byPhone={bring === supplyMaterials}
      sent={words.supplied}
    />
  )
}

/** 容缺: what he has committed himself to bring, and until when; the case goes on meanwhile. */
export function Gap(props: Props) {
  const words = useCopy(caseCopy)
  const count = props.owed.materials.length
  return <Bring {...props} id="gap" title={(day) => words.owed({ count, day })} why={words.owedWhy} bring={fillGap} sent={words.filled} />
}

interface BringProps extends Props {
  /** On the applicant's own phone. */
  byPhone?: boolean
  id: 'supplement' | 'gap'
  title: (day: string) => string
  why: string
  bring: (what: { id: string; version: number; materials: SubmitApplication['materials']; key: string }) => Promise<unknown>
  sent: string
}

function Bring({
  id,
  byPhone = false,
  application,
  owed,
  choosing: { chosen, choose, files, keepFiles },
  onAsk,
  onSent,
  onStale,
  title,
  why,
  bring,
  sent,
}: BringProps) {
  const words = useCopy(caseCopy)
  const uploading = useCopy(uploadCopy)
  const pick = usePick()
  const language = useSpokenLanguage()
  const [working, setWorking] = useState(false)
  const [problem, setProblem] = useState('')
  const keyFor = useKeyFor()
  const oneAtATime = useOneAtATime()
  const wanted = wantedOf(application)
  const left = stillMissing(wanted, chosen, files).length
  const onTheWay = useSendingCodes(application.id)
  const { dueOn } = owed.due
  const sendOnce = async () => {
    setProblem('')
    setWorking(true)
    try {
      const { version } = application
      await bring({ id: application.id, version, materials: materialsToSend(chosen, files), key: keyFor([version, chosen, files]) })
      onSent(sent)
    } catch (cause) {
      const error = toApiError(cause)
      setProblem(pick(error))
      if (isStale(error)) onStale()
    } finally {
      setWorking(false)
    }
  }
  return (
    <View id={id} className="l-stack">
      <Heading level={2} className="t-display">
        {title(formatDay(dueOn, language))}
      </Heading>
      <View className="l-row z-due">
        <Icon name="clock-alert" size="s" />
        <View>{words.daysLeft(daysBetween(toCalendarDate(serverNow()), dueOn))}</View>
      </View>
      <Banner tone="info" icon="list-checks">
        {why}
      </Banner>
      {wanted.map((material, i) => (
        <MaterialCard
          key={material.code}
          applicationId={application.id}
          number={i + 1}
          material={material}
          chosen={chosen[material.code]}
          files={files[material.code] ?? []}
          onFiles={(ids) => keepFiles(material.code, ids)}
          onChoose={(option) => (option.kind === 'licence' || option.kind === 'commitment' ? onAsk({ material, option }) : choose(material.code, option.kind))}
        />
      ))}
      <View className="t-note">{words.atWindow}</View>
      {application.status === 'supplementing' && byPhone ? <ToWindow application={application} /> : null}
      {problem ? (
        <Banner tone="bad" live>
          {problem}
        </Banner>
      ) : null}
      <Button
        id={id === 'gap' ? 'fill-gap' : 'supply'}
        onPress={() => void oneAtATime(sendOnce)}
        loading={working}
        disabled={left > 0 || onTheWay.length > 0}
        disabledReason={left === 0 ? uploading.stillSending : undefined}
      >
        {left > 0 ? words.supplyLeft({ count: wanted.length, left }) : words.supply(wanted.length)}
      </Button>
    </View>
  )
}

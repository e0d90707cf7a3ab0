import { View } from '@tarojs/components'
import { markPickUpCode, type ApplicationView } from '@zsb/shared/application'
import { useCopy, usePick, useSpokenLanguage } from '@/platform/copy'
import { formatDay, formatWhen } from '@/platform/copy/dates'
import { serverNow } from '@/platform/clock'
import { Card, Fact, Heading, QrPanel } from '@/ui'
import { caseCopy } from '../case-copy'

interface Props {
  delivery: NonNullable<ApplicationView['delivery']>
  id?: string
  /** What is handed over, where that is several results. */
  of?: string
  /** What is still waited for. */
  waits?: string
}

/** 送达: the code for the window with where and when it is open, or how far the letter is. */
export function Delivery({ delivery, id = 'delivery', of, waits }: Props) {
  const words = useCopy(caseCopy)
  const pick = usePick()
  const language = useSpokenLanguage()
  const { way, code, place, waybill, traces, deliveredOn, together } = delivery
  return (
    <Card id={id}>
      <Heading level={2}>{words.delivery[way]}</Heading>
      {of ? <View className="t-strong">{of}</View> : null}
      {deliveredOn ? <View>{words.deliveredOn(formatDay(deliveredOn, language))}</View> : null}
      {code ? (
        <>
          <QrPanel id="pick-up-qr" text={markPickUpCode(code)} label={words.pickUpLabel} />
          <View className="t-note">{words.pickUpCode}</View>
          <View id="pick-up-code" className="t-display t-num">
            {`${code.slice(0, 3)} ${code.slice(3)}`}
          </View>
          <View className="t-note">{of ? words.pickUpTogetherWhy : words.pickUpWhy}</View>
        </>
      ) : null}
      {place && !deliveredOn ? (
        <View>
          <Fact name={words.place}>{pick(place)}</Fact>
          <Fact name={words.address}>{pick(place.address)}</Fact>
          <Fact name={words.hours}>{pick(place.hours)}</Fact>
        </View>
      ) : null}
      {together && !deliveredOn ? <View>{words.together[way]}</View> : null}
      {waits ? <View>{waits}</View> : null}
      {way === 'post' && !waybill && !together && !waits && !deliveredOn ? <View className="t-note">{words.toBePosted}</View> : null}
      {waybill ? <Fact name={words.waybill}>{waybill}</Fact> : null}
      {traces.map(({ at, text }) => (
        <View key={`${at} ${text}`}>
          <View className="t-note t-num">{formatWhen(at, { language, now: serverNow() })}</View>
          <View>{text}</View>
        </View>
      ))}
    </Card>
  )
}

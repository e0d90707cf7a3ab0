import { View } from '@tarojs/components'
import type { ApplicationView } from '@zsb/shared/application'
import { toCalendarDate } from '@zsb/shared/time'
import { serverNow } from '@/platform/clock'
import { useCopy, usePick } from '@/platform/copy'
import { Banner, Heading } from '@/ui'
import { readFilled } from '../apply.flow'
import type { Fillable } from '../fillable'
import { saysOf } from '../useContested'
import { windowCopy } from '../window-copy'
import { AnswerList } from './AnswerList'
import { TakenMaterials } from './TakenMaterials'

interface Props {
  filled: Fillable
  atWindow: NonNullable<ApplicationView['atWindow']>
}

/** Who has the case in hand, and the whole of what he wants confirmed. */
export function AskedByWindow({ filled, atWindow: { office, officer, how, asked } }: Props) {
  const words = useCopy(windowCopy)
  const pick = usePick()
  const place = pick(office)
  return (
    <View className="l-stack">
      <View>
        <Heading level={2} className="t-display">
          {asked ? words.asked : words.taken(officer)}
        </Heading>
        {asked ? <View className="t-note">{words.askedWhy}</View> : null}
      </View>
      <View id="taken-over">
        <Banner tone={how === 'document' ? 'warn' : 'info'} icon="building-2" live>
          {asked ? <View className="t-strong">{words.taken(officer)}</View> : null}
          <View>{how === 'document' ? words.takenByDocument(place) : words.takenWhy(place)}</View>
        </Banner>
      </View>
      {asked ? (
        <>
          {filled.status === 'draft' ? (
            <AnswerList application={filled} read={readFilled(filled, asked.answers, toCalendarDate(serverNow()))} contested={saysOf(asked.contested)} />
          ) : null}
          <AskedMaterials filled={filled} asked={asked} />
        </>
      ) : null}
    </View>
  )
}

function AskedMaterials({ filled: { materials }, asked }: { filled: Fillable; asked: NonNullable<Props['atWindow']['asked']> }) {
  const words = useCopy(windowCopy)
  const pick = usePick()
  const taken = materials.flatMap((material) => {
    const kind = asked.materials.find(({ code }) => code === material.code)?.kind
    const option = material.options.find((each) => each.kind === kind)
    if (asked.later.includes(material.code)) return [{ material, said: words.later }]
    return option ? [{ material, said: pick(option.words) }] : []
  })
  return <TakenMaterials title={words.materials} taken={taken} />
}

import { View } from '@tarojs/components'
import type { CaseView } from '@zsb/shared/application'
import type { ColleagueList } from '@zsb/shared/staff'
import { useCopy, usePick } from '@/platform/copy'
import { useResource } from '@/platform/resource'
import { Banner, ChoiceCard, ChoiceGroup, NotYet } from '@/ui'
import { colleaguesPath, colleaguesSchema } from '../api'
import { deskCopy } from '../copy'

interface Props {
  application: Pick<CaseView, 'assigned' | 'transferTo'>
  to: string
  onChoose: (to: string) => void
  wrong: boolean
}

/** 转交: to which colleague of the office. */
export function ColleagueChoice({ application: { assigned }, to, onChoose, wrong }: Props) {
  const words = useCopy(deskCopy)
  const pick = usePick()
  const found = useResource<ColleagueList>(colleaguesPath, { schema: colleaguesSchema })
  if (!found.data) return <NotYet of={found} rows={2} />
  const others = found.data.items.filter(({ staffId }) => staffId !== assigned?.staffId)
  if (others.length === 0) return <Banner tone="info">{words.nobodyElse}</Banner>
  return (
    <>
      <ChoiceGroup label={words.assignTo}>
        {others.map(({ staffId, name, counter }, i) => (
          <ChoiceCard key={staffId} id={`to-${i + 1}`} title={name} why={pick(counter)} chosen={to === staffId} onChoose={() => onChoose(staffId)} />
        ))}
      </ChoiceGroup>
      {wrong ? <Banner tone="bad">{words.wrong.to}</Banner> : null}
    </>
  )
}

/** 转办: to which other office that handles the item. */
export function OfficeChoice({ application: { transferTo }, to, onChoose, wrong }: Props) {
  const words = useCopy(deskCopy)
  const pick = usePick()
  return (
    <>
      <ChoiceGroup label={words.transferTo}>
        {transferTo.map((office) => (
          <ChoiceCard key={office.code} id={`to-${office.code}`} title={pick(office)} chosen={to === office.code} onChoose={() => onChoose(office.code)} />
        ))}
      </ChoiceGroup>
      {wrong ? <Banner tone="bad">{words.wrong.to}</Banner> : null}
      <View className="t-note">{words.transferWhy}</View>
    </>
  )
}

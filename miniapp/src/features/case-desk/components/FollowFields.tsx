import { View } from '@tarojs/components'
import type { CaseView } from '@zsb/shared/application'
import { useCopy, usePick } from '@/platform/copy'
import { a11y, Banner, ChoiceCard, Field } from '@/ui'
import { deskCopy } from '../copy'
import { reasonsOf, type MoveTyped } from '../desk.flow'

interface Props {
  application: Pick<CaseView, 'materials' | 'gapDays'>
  typed: MoveTyped
  type: (field: 'materials' | 'days' | 'signed') => (text: string) => void
  wrong: ReadonlySet<string>
}

/** 容缺受理: which secondary materials follow, within how many working days, and on whose word: promised on the phone or signed at the counter. */
export function FollowFields({ application: { materials, gapDays }, typed, type, wrong }: Props) {
  const words = useCopy(deskCopy)
  const pick = usePick()
  const chosen = reasonsOf(typed)
  const toggle = (code: string) => {
    const rest = Object.fromEntries(Object.entries(chosen).filter(([each]) => each !== code))
    const next = code in chosen ? rest : { ...chosen, [code]: '' }
    type('materials')(Object.keys(next).length === 0 ? '' : JSON.stringify(next))
  }
  const secondary = materials.filter((material) => material.secondary)
  const needsSignature = secondary.some(({ code, promised }) => code in chosen && !promised)
  return (
    <View className="l-stack" {...a11y({ role: 'group', label: words.follow })}>
      <View className="t-strong">{words.follow}</View>
      {secondary.map((material) => (
        <ChoiceCard
          key={material.code}
          id={`follow-${material.code}`}
          kind="checkbox"
          title={pick(material)}
          why={material.promised ? words.promised : words.notPromised}
          chosen={material.code in chosen}
          onChoose={() => toggle(material.code)}
        />
      ))}
      {wrong.has('materials') ? <Banner tone="bad">{words.wrong.materials}</Banner> : null}
      <Field
        id="move-days"
        kind="number"
        label={words.followDays(gapDays ?? 0)}
        maxLength={3}
        value={typed.days}
        onChange={type('days')}
        error={wrong.has('days') ? words.wrong.days : undefined}
      />
      {needsSignature ? (
        <>
          <ChoiceCard
            id="follow-signed"
            kind="checkbox"
            title={words.signed}
            why={words.signedWhy}
            chosen={typed.signed === 'yes'}
            onChoose={() => type('signed')(typed.signed === 'yes' ? '' : 'yes')}
          />
          {wrong.has('signed') ? <Banner tone="bad">{words.wrong.signed}</Banner> : null}
        </>
      ) : null}
    </View>
  )
}

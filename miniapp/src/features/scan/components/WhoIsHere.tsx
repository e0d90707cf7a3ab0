import { View } from '@tarojs/components'
import type { PlaceCodeRead } from '@zsb/shared/place'
import { useCopy } from '@/platform/copy'
import { ChoiceCard, ChoiceGroup } from '@/ui'
import { visitCopy } from '../visit-copy'

/** For whom a visit is recorded: null is the visitor himself. */
export type Who = string | null

interface Props {
  /** Children who may be with the visitor. */
  others: PlaceCodeRead['children']
  chosen: readonly Who[]
  onChoose: (chosen: Who[]) => void
}

/** 为孩子登记: who is here, oneself and the children of whom one is guardian. */
export function WhoIsHere({ others, chosen, onChoose }: Props) {
  const words = useCopy(visitCopy)
  const toggle = (who: Who) => onChoose(chosen.includes(who) ? chosen.filter((each) => each !== who) : [...chosen, who])
  return (
    <View className="l-stack-tight">
      <View className="t-strong">{words.whoIsHere}</View>
      <ChoiceGroup kind="checkbox" label={words.whoIsHere}>
        <ChoiceCard id="visit-self" kind="checkbox" title={words.self} chosen={chosen.includes(null)} onChoose={() => toggle(null)} />
        {others.map(({ personId, name }, i) => (
          <ChoiceCard
            key={personId}
            id={`visit-child-${i + 1}`}
            kind="checkbox"
            title={name}
            why={words.child}
            chosen={chosen.includes(personId)}
            onChoose={() => toggle(personId)}
          />
        ))}
      </ChoiceGroup>
      <View className="t-note">{words.childNote}</View>
    </View>
  )
}

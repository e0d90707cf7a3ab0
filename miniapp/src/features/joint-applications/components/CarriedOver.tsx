import { View } from '@tarojs/components'
import { fieldsOf } from '@zsb/shared/form'
import { wholeForm, type JointView } from '@zsb/shared/joint-application'
import { useCopy, usePick } from '@/platform/copy'
import { Banner } from '@/ui'
import { jointCopy } from '../joint-copy'

/** What a new version of the bundle 一件事 has changed of a draft: what is asked newly and what falls away. */
export function CarriedOver({ joint, carried }: { joint: Pick<JointView, 'form' | 'questions'>; carried: NonNullable<JointView['carried']> }) {
  const words = useCopy(jointCopy)
  const pick = usePick()
  const { dropped, added, parts, materials } = carried
  // An answer that is asked for as before no longer fits.
  const isAsked = ({ code }: { code: string }) => fieldsOf(wholeForm(joint)).some((field) => field.code === code)
  const lines = [
    [words.newParts, parts.added],
    [words.goneParts, parts.dropped],
    [words.nowAsked, added],
    [words.refill, dropped.filter(isAsked)],
    [words.fallsAway, dropped.filter((field) => !isAsked(field))],
    [words.newMaterials, materials.added],
    [words.goneMaterials, materials.dropped],
  ] as const
  return (
    <View id="carried">
      <Banner tone="info">
        <View className="t-strong">{words.carried}</View>
        {lines.map(([say, list]) => (list.length > 0 ? <View key={say('')}>{say(list.map(pick).join(words.between))}</View> : null))}
      </Banner>
    </View>
  )
}

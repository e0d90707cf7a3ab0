import { View } from '@tarojs/components'
import { useCopy, usePick } from '@/platform/copy'
import { Button, Card, FieldTags, Heading } from '@/ui'
import { presentCopy } from '../copy'
import type { Shown } from './FieldSheet'

/** Labels of what is shown, in the order of the occasion. */
export function useShownLabels({ scene, chosen }: Pick<Shown, 'scene' | 'chosen'>): string[] {
  const pick = usePick()
  return [...scene.required, ...scene.optional].filter((field) => chosen.includes(field.code)).map(pick)
}

/** 只出示: exactly the fields that will be shown; optional ones can be added and taken away. */
export function ShownFields({ total, onChange, ...shown }: Pick<Shown, 'scene' | 'chosen'> & { total: number; onChange: () => void }) {
  const words = useCopy(presentCopy)
  const labels = useShownLabels(shown)
  const { required, optional } = shown.scene
  const canAdd = labels.length < required.length + optional.length
  const canTake = labels.length > required.length
  return (
    <Card id="shown-fields">
      <View className="l-stack-tight">
        <View className="l-row l-between">
          <Heading level={2}>{words.onlyShow}</Heading>
          <View className="t-note t-num">{words.count(labels.length, total)}</View>
        </View>
        <FieldTags labels={labels} />
        <View className={canAdd && canTake ? 'l-pair' : ''}>
          {canTake ? (
            <Button id={canAdd ? 'fewer-fields' : 'choose-fields'} kind="quiet" small icon="minus" onPress={onChange}>
              {words.fewer}
            </Button>
          ) : null}
          {canAdd ? (
            <Button id="choose-fields" kind="quiet" small icon="plus" onPress={onChange}>
              {words.more}
            </Button>
          ) : null}
        </View>
      </View>
    </Card>
  )
}

/** Elder mode: to whom and what in one card above the code, with one way to change both. */
export function ShownInShort({ onChange, ...shown }: Pick<Shown, 'scene' | 'chosen'> & { onChange: () => void }) {
  const words = useCopy(presentCopy)
  const pick = usePick()
  const labels = useShownLabels(shown)
  return (
    <Card id="shown-fields">
      <View className="l-row l-between">
        <View className="l-grow">
          <View className="t-note">{words.shownTo(pick(shown.scene))}</View>
          <View className="t-strong">{words.list(labels)}</View>
        </View>
        <Button id="choose-fields" kind="quiet" small narrow onPress={onChange}>
          {words.change}
        </Button>
      </View>
    </Card>
  )
}

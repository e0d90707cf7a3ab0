import { View } from '@tarojs/components'
import type { PresentationOptions } from '@zsb/shared/presentation'
import { useCopy, usePick } from '@/platform/copy'
import { BottomSheet, Button, ChoiceCard, ChoiceGroup } from '@/ui'
import { presentCopy } from '../copy'
import { SceneChoice } from './SceneChoice'

type Scene = PresentationOptions['scenes'][number]

export interface Shown {
  scenes: readonly Scene[]
  scene: Scene
  chosen: readonly string[]
  onScene: (code: string) => void
  onToggle: (code: string) => void
}

/** Exactly which fields are shown: what the occasion needs stays, the rest is added and taken away. In elder mode also to whom. */
export function FieldSheet({ open, onClose, withScenes, ...shown }: Shown & { open: boolean; onClose: () => void; withScenes: boolean }) {
  const words = useCopy(presentCopy)
  const pick = usePick()
  const { required, optional } = shown.scene
  return (
    <BottomSheet id="field-sheet" open={open} title={withScenes ? words.changeTitle : words.chooseFields} onClose={onClose}>
      <View className="l-stack">
        {withScenes ? <SceneChoice {...shown} /> : null}
        <View className="t-note">{words.chooseFieldsNote}</View>
        <ChoiceGroup label={words.chooseFields} kind="checkbox">
          {required.map((field) => (
            <ChoiceCard key={field.code} kind="checkbox" title={pick(field)} why={words.required} chosen disabled onChoose={() => undefined} />
          ))}
          {optional.map((field) => (
            <ChoiceCard
              key={field.code}
              id={`field-${field.code}`}
              kind="checkbox"
              title={pick(field)}
              chosen={shown.chosen.includes(field.code)}
              onChoose={() => shown.onToggle(field.code)}
            />
          ))}
        </ChoiceGroup>
        <Button id="fields-done" onPress={onClose}>
          {words.doneChoosing}
        </Button>
      </View>
    </BottomSheet>
  )
}

import { useCopy, usePick } from '@/platform/copy'
import { ChipChoice } from '@/ui'
import { presentCopy } from '../copy'
import type { Shown } from './FieldSheet'

/** 给谁看: the occasions this kind of licence has. */
export function SceneChoice({ scenes, scene, onScene }: Pick<Shown, 'scenes' | 'scene' | 'onScene'>) {
  const words = useCopy(presentCopy)
  const pick = usePick()
  return (
    <ChipChoice
      id="scene"
      label={words.scenes}
      options={scenes.map((each) => ({ value: each.code, label: pick(each) }))}
      value={scene.code}
      onChange={onScene}
    />
  )
}

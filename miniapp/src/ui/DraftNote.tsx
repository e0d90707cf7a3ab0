import { View } from '@tarojs/components'
import { useCopy } from '@/platform/copy'
import { TextLink } from './Button'
import { uiCopy } from './copy'

/** Above a form that was left with something in it: that it is still there, and the way to begin anew. */
export function DraftNote({ onClear }: { onClear: () => void }) {
  const words = useCopy(uiCopy)
  return (
    <View className="l-row l-between l-wrap">
      <View className="t-note">{words.draftFound}</View>
      <TextLink id="draft-clear" onPress={onClear}>
        {words.draftClear}
      </TextLink>
    </View>
  )
}

/** What is said when a form is left with something in it; `numbers`: some of it is not stored. */
export function useDraftSaved(numbers = false): string {
  const words = useCopy(uiCopy)
  return numbers ? words.draftSavedExceptNumber : words.draftSaved
}

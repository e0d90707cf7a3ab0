import { View } from '@tarojs/components'
import { ENTRANCES } from '@/entrances'
import { useCopy } from '@/platform/copy'
import { replaceWith } from '@/platform/navigate'
import { Button, EmptyState } from '@/ui'
import { atWindowCopy } from '../copy'

/** It is in this clerk's hands no more: two hours are over, or the applicant took it back. */
export function SittingOver() {
  const words = useCopy(atWindowCopy)
  return (
    <View id="sitting-over">
      <EmptyState icon="clock" title={words.over} sentence={words.overWhy}>
        <Button id="take-over-again" onPress={() => replaceWith(ENTRANCES.windowBegin)}>
          {words.again}
        </Button>
      </EmptyState>
    </View>
  )
}

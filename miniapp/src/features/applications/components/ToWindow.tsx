import { View } from '@tarojs/components'
import type { ApplicationView } from '@zsb/shared/application'
import { ENTRANCES } from '@/entrances'
import { useCopy, usePick } from '@/platform/copy'
import { goTo } from '@/platform/navigate'
import { Banner, Button, TextLink } from '@/ui'
import { windowCopy } from '../window-copy'

/** The way to a window, or who has it in hand there already. */
export function ToWindow({
  application: { id, atWindow },
  page = ENTRANCES.atWindow,
}: {
  application: Pick<ApplicationView, 'id' | 'atWindow'>
  /** Of several things at once another one. */
  page?: string
}) {
  const words = useCopy(windowCopy)
  const pick = usePick()
  const go = () => goTo(page, { id })
  if (!atWindow)
    return (
      <TextLink id="to-window" icon="building-2" chevron onPress={go}>
        {words.link}
      </TextLink>
    )
  return (
    <View id="at-window">
      <Banner tone="warn" icon="building-2" live>
        <View className="t-strong">{atWindow.asked ? words.asked : words.taken(atWindow.officer)}</View>
        <View>{words.takenWhy(pick(atWindow.office))}</View>
        <Button id="see-window" kind="quiet" small narrow onPress={go}>
          {words.seen}
        </Button>
      </Banner>
    </View>
  )
}

import { View } from '@tarojs/components'
import type { HealthColour } from '@zsb/shared/health-code'
import type { ReactNode } from 'react'
import { useCopy } from '@/platform/copy'
import { a11y, Heading, Icon } from '@/ui'
import { codeCopy } from '../code-copy'
import { ICON_OF_COLOUR } from '../colour-look'

interface Props {
  colour: HealthColour
  /** What it means for the day, or how old it is. */
  line: string
  /** Below the head, in its frame: the code. */
  children?: ReactNode
}

/** 三色: colour, icon and word together, read out when they change. */
export function ColourCard({ colour, line, children }: Props) {
  const words = useCopy(codeCopy)
  return (
    <View id="health-colour" className={`z-colour z-colour-${colour}`}>
      <View className="z-colour-head" {...a11y({ role: colour === 'green' ? 'status' : 'alert' })}>
        <Icon name={ICON_OF_COLOUR[colour]} size="l" />
        <View className="l-grow">
          <Heading level={1} className="t-display">
            {words.colours[colour]}
          </Heading>
          <View>{line}</View>
        </View>
      </View>
      {children ? <View className="z-colour-body">{children}</View> : null}
    </View>
  )
}

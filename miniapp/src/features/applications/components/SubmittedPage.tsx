import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { goBack } from '@/platform/navigate'
import { ActionBar, Button, Heading, Icon, Page } from '@/ui'

interface Props {
  title: string
  /** What was handed in, and a line below it. */
  what: string
  note?: string
  follow: string
  onFollow: () => void
  over: ReactNode
  children: ReactNode
}

/** After 提交, of one case or of several at once: that it was taken, and the way to its progress. */
export function SubmittedPage({ title, what, note, follow, onFollow, over, children }: Props) {
  return (
    <Page
      title={title}
      leave="close"
      onLeave={goBack}
      over={over}
      actions={
        <ActionBar>
          <Button id="follow" onPress={onFollow}>
            {follow}
          </Button>
        </ActionBar>
      }
    >
      <View id="submitted" className="l-stack">
        <View className="l-row">
          <View className="z-disc z-disc-good">
            <Icon name="circle-check" />
          </View>
          <View className="l-grow">
            <Heading level={2} className="t-title">
              {what}
            </Heading>
            {note ? <View className="t-note">{note}</View> : null}
          </View>
        </View>
        {children}
      </View>
    </Page>
  )
}

import { View } from '@tarojs/components'
import { useState, type ReactNode } from 'react'
import { SecondPersonPage, type SecondPersonProps, type SignedByTwo } from '@/features/staff'
import { refreshResources } from '@/platform/resource'
import { Banner, Button } from '@/ui'

export interface Ends {
  onSent: () => void
  onLeave: () => void
}

interface Props<T extends SignedByTwo> extends Omit<SecondPersonProps<T>, 'title' | 'area' | 'back' | 'children' | 'words'> {
  words: SecondPersonProps<T>['words'] & { title: string; begin: string; sent: string }
  /** Opened with its form: it was asked for elsewhere. */
  begun?: boolean
  form: (ends: Ends) => ReactNode
}

/** What operators hand in and sign: all of it, and above it the way to the form and the word that it was sent. */
export function HandInPage<T extends SignedByTwo>({ begun = false, form, ...of }: Props<T>) {
  const { kind, words } = of
  const [stage, go] = useState<'list' | 'form' | 'sent'>(begun ? 'form' : 'list')
  const sent = () => {
    go('sent')
    void refreshResources(kind.base)
  }
  return (
    <SecondPersonPage {...of} title={words.title} area="home" back>
      {stage === 'sent' ? (
        <Banner tone="good" live>
          {words.sent}
        </Banner>
      ) : null}
      {stage === 'form' ? (
        form({ onSent: sent, onLeave: () => go('list') })
      ) : (
        <View className="z-narrow">
          <Button id={`begin-${kind.name}`} kind="quiet" icon="plus" small onPress={() => go('form')}>
            {words.begin}
          </Button>
        </View>
      )}
    </SecondPersonPage>
  )
}

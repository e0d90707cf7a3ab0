import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { usePick } from '@/platform/copy'
import type { HandIn } from '@/platform/hand-in'
import { Banner, Button, Card, Heading } from '@/ui'

interface Props<Body> {
  /** Ids on the screen are made of it: `<name>-form`, `send-<name>`, `leave-<name>`. */
  name: string
  words: { begin: string; send: string; leave: string }
  handIn: HandIn<Body>
  /** What is sent; null while something is wrong, which is then shown. */
  body: Body | null
  onLeave: () => void
  /** What is filled in. */
  children: ReactNode
}

/** Around whatever is handed in for a second person to sign: what it is, what went wrong, sending it and leaving it. */
export function HandInForm<Body>({ name, words, handIn: { working, problem, send }, body, onLeave, children }: Props<Body>) {
  const pick = usePick()
  return (
    <Card id={`${name}-form`} className="z-narrow">
      <View className="l-stack">
        <Heading level={2} className="t-title">
          {words.begin}
        </Heading>
        {children}
        {problem ? (
          <Banner tone="bad" live>
            {pick(problem)}
          </Banner>
        ) : null}
        <Button id={`send-${name}`} onPress={() => void send(body)} loading={working}>
          {words.send}
        </Button>
        <Button id={`leave-${name}`} kind="plain" onPress={onLeave}>
          {words.leave}
        </Button>
      </View>
    </Card>
  )
}

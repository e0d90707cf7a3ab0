import type { ApplicationView } from '@zsb/shared/application'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { useCopy, usePick } from '@/platform/copy'
import { useKeyFor } from '@/platform/key-for'
import { usePollSeconds } from '@/platform/live'
import { replaceWith } from '@/platform/navigate'
import { toApiError, type Parser } from '@/platform/request'
import { refreshResources, useResource } from '@/platform/resource'
import { scrollToTop } from '@/platform/scroll'
import { ActionBar, Banner, Button, Dialog, EmptyState, Page, TextLink } from '@/ui'
import type { Fillable } from '../fillable'
import { confirmAtWindow, takeBack } from '../window-api'
import { windowCopy } from '../window-copy'
import { AskedByWindow } from './AskedByWindow'
import { CodeToWindow } from './CodeToWindow'
import '../applications.scss'

/** What is taken to a window: one case 办件, or several things at once 联办. */
export interface TakenToWindow {
  filled: Fillable
  what: { zh: string; en: string }
  /** Whose windows go on with it. */
  office: { zh: string; en: string }
  atWindow: ApplicationView['atWindow']
}
interface Props<T> {
  first: T
  /** Its address. */
  path: string
  schema: Parser<T>
  read: (data: T) => TakenToWindow
  /** Where it is filled in, and where its progress stands. */
  pages: { form: string; progress: string }
  onReload: () => Promise<void>
}

/** 到窗口办: the code to be scanned; then who has it in hand, and what is to be confirmed. */
export function AtWindow<T>({ first, path, schema, read, pages, onReload }: Props<T>) {
  const words = useCopy(windowCopy)
  const pick = usePick()
  // Nobody is told when a code was scanned faster than by asking; a notice comes a moment later.
  const asked = useResource<T>(path, { schema, everySeconds: usePollSeconds(3) || 3 })
  const taken = read(asked.data ?? first)
  const { filled, atWindow } = taken
  const { id, status, version } = filled
  const [done, finish] = useState(false)
  const [asking, ask] = useState(false)
  const [working, setWorking] = useState(false)
  const [said, say] = useState<{ tone: 'good' | 'bad'; text: string } | null>(null)
  const keyFor = useKeyFor()
  const act = async (work: () => Promise<unknown>, then: () => void) => {
    say(null)
    setWorking(true)
    try {
      await work()
      then()
      await refreshResources('/api/v1/')
    } catch (cause) {
      say({ tone: 'bad', text: pick(toApiError(cause)) })
      scrollToTop()
      await onReload()
    } finally {
      setWorking(false)
      ask(false)
    }
  }
  const isOpen = status === 'draft' || status === 'supplementing'
  const over = done || !isOpen
  return (
    <Page
      title={words.title}
      onReconnect={() => void onReload()}
      actions={
        atWindow?.asked && !over ? (
          <ActionBar>
            <View className="z-foot">
              <View className="t-note t-centre">{words.wrong}</View>
              <Button
                id="confirm-at-window"
                loading={working}
                onPress={() =>
                  void act(
                    () => confirmAtWindow({ path, version, key: keyFor([version]) }),
                    () => finish(true),
                  )
                }
              >
                {words.confirm}
              </Button>
            </View>
          </ActionBar>
        ) : undefined
      }
      over={
        <Dialog
          open={asking}
          danger
          title={words.takeBackAsk}
          confirm={words.takeBackDo}
          refuse={words.takeBackStay}
          onConfirm={() =>
            void act(
              () => takeBack({ path, key: keyFor(['back', version]) }),
              () => say({ tone: 'good', text: words.takenBack }),
            )
          }
          onRefuse={() => ask(false)}
          working={working}
        >
          {words.takeBackWhy}
        </Dialog>
      }
    >
      {over ? (
        <View id={done ? 'handed-in' : 'past'}>
          <EmptyState icon="circle-check" title={done ? words.done : words.past} sentence={done ? words.doneWhy : words.pastWhy}>
            <Button id="to-case" onPress={() => replaceWith(pages.progress, { id })}>
              {words.toCase}
            </Button>
          </EmptyState>
        </View>
      ) : (
        <View className="l-stack">
          {said ? (
            <Banner tone={said.tone} live>
              {said.text}
            </Banner>
          ) : null}
          {atWindow ? <AskedByWindow filled={filled} atWindow={atWindow} /> : <CodeToWindow path={path} taken={taken} />}
          {atWindow?.how === 'document' ? (
            <Button id="take-back" kind="danger" icon="circle-minus" onPress={() => ask(true)}>
              {words.takeBack}
            </Button>
          ) : atWindow ? (
            <TextLink id="take-back" icon="circle-minus" onPress={() => ask(true)}>
              {words.takeBack}
            </TextLink>
          ) : (
            <TextLink id="go-on" onPress={() => replaceWith(status === 'draft' ? pages.form : pages.progress, { id })}>
              {words.goOn}
            </TextLink>
          )}
        </View>
      )}
    </Page>
  )
}

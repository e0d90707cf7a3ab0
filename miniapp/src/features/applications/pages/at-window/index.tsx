import { useRouter } from '@tarojs/taro'
import type { ApplicationView } from '@zsb/shared/application'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { ENTRANCES } from '@/entrances'
import { useCopy, usePick } from '@/platform/copy'
import { useKeyFor } from '@/platform/key-for'
import { usePollSeconds } from '@/platform/live'
import { replaceWith } from '@/platform/navigate'
import { toApiError } from '@/platform/request'
import { refreshResources, useResource } from '@/platform/resource'
import { scrollToTop } from '@/platform/scroll'
import { ActionBar, Banner, Button, Dialog, EmptyState, Page, TextLink } from '@/ui'
import { applicationPath, applicationSchema } from '../../api'
import { AskedByWindow } from '../../components/AskedByWindow'
import { CodeToWindow } from '../../components/CodeToWindow'
import { OwnCase, useOwnCase } from '../../components/OwnCase'
import { confirmAtWindow, takeBack } from '../../window-api'
import { windowCopy } from '../../window-copy'
import '../../applications.scss'

/** 到窗口办: the code to be scanned; then who has the case in hand, and what is to be confirmed. */
export default function AtWindowPage() {
  const words = useCopy(windowCopy)
  const { id = '' } = useRouter().params
  const application = useOwnCase<ApplicationView>(id ? applicationPath(id) : null, applicationSchema)
  if (application.data) return <AtWindow application={application.data} onReload={application.reload} />
  return (
    <Page title={words.title} onReconnect={() => void application.reload()}>
      <OwnCase id="at-window" icon="building-2" signInFirst={words.signInFirst} why={words.whySignIn} isNamed={id !== ''} found={application} />
    </Page>
  )
}

function AtWindow({ application: first, onReload }: { application: ApplicationView; onReload: () => Promise<void> }) {
  const words = useCopy(windowCopy)
  const pick = usePick()
  const { id } = first
  // Nobody is told when a code was scanned faster than by asking; a notice comes a moment later.
  const asked = useResource<ApplicationView>(applicationPath(id), { schema: applicationSchema, everySeconds: usePollSeconds(3) || 3 })
  const application = asked.data ?? first
  const { atWindow, status, version } = application
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
      await refreshResources('/api/v1/applications')
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
                    () => confirmAtWindow({ id, version, key: keyFor([version]) }),
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
              () => takeBack({ id, key: keyFor(['back', version]) }),
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
            <Button id="to-case" onPress={() => replaceWith(ENTRANCES.application, { id })}>
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
          {atWindow ? <AskedByWindow application={application} atWindow={atWindow} /> : <CodeToWindow application={application} />}
          {atWindow?.how === 'document' ? (
            <Button id="take-back" kind="danger" icon="circle-minus" onPress={() => ask(true)}>
              {words.takeBack}
            </Button>
          ) : atWindow ? (
            <TextLink id="take-back" icon="circle-minus" onPress={() => ask(true)}>
              {words.takeBack}
            </TextLink>
          ) : (
            <TextLink id="go-on" onPress={() => replaceWith(status === 'draft' ? ENTRANCES.apply : ENTRANCES.application, { id })}>
              {words.goOn}
            </TextLink>
          )}
        </View>
      )}
    </Page>
  )
}

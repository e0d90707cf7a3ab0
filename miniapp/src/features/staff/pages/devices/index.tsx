import { View } from '@tarojs/components'
import type { StaffDeviceView } from '@zsb/shared/staff'
import { useState } from 'react'
import { useCopy, usePick } from '@/platform/copy'
import { useEarlier } from '@/platform/earlier'
import { toApiError } from '@/platform/request'
import { refreshResources, useResource } from '@/platform/resource'
import { Banner, Dialog, EmptyState, MoreButton, NotYet, Segmented } from '@/ui'
import { decideDevice, devicesPath, devicesSchema, fetchEarlierDevices } from '../../api'
import { DeviceCard } from '../../components/DeviceCard'
import { devicesCopy } from '../../devices-copy'
import { StaffPage } from '../../StaffPage'

type State = StaffDeviceView['state']
interface Question {
  device: StaffDeviceView
  approve: boolean
}

/** A colleague's new device asks; whoever knows the colleague answers (R30). */
export default function DevicesPage() {
  const words = useCopy(devicesCopy)
  const pick = usePick()
  const [state, show] = useState<State>('pending')
  const [question, ask] = useState<Question | null>(null)
  const [said, say] = useState<{ tone: 'good' | 'bad'; text: string } | null>(null)
  const [working, setWorking] = useState(false)
  const list = useResource(devicesPath(state), { schema: devicesSchema })
  const { items, earlier, forget } = useEarlier(list.data, fetchEarlierDevices(state))
  const decide = async ({ device, approve }: Question) => {
    setWorking(true)
    try {
      const decided = await decideDevice({ id: device.id, approve })
      say({ tone: 'good', text: words.done[decided.state === 'approved' ? 'approved' : 'removed'] })
    } catch (cause) {
      say({ tone: 'bad', text: pick(toApiError(cause)) })
    } finally {
      setWorking(false)
      ask(null)
      forget()
      void refreshResources('/api/v1/staff-devices')
    }
  }
  return (
    <StaffPage
      title={words.title}
      area="home"
      back
      onReconnect={() => void list.reload()}
      over={
        question ? (
          <Dialog
            open
            danger={!question.approve}
            working={working}
            title={question.approve ? words.approveAsk(question.device.number) : words.removeAsk(question.device.number)}
            confirm={question.approve ? words.approve : question.device.state === 'pending' ? words.refuse : words.remove}
            refuse={words.notYet}
            onConfirm={() => void decide(question)}
            onRefuse={() => ask(null)}
          >
            {question.approve ? words.approveWhy(question.device.staffName) : words.removeWhy}
          </Dialog>
        ) : null
      }
    >
      <View className="l-stack">
        <Segmented
          id="device-state"
          label={words.show}
          value={state}
          onChange={(chosen) => {
            show(chosen)
            forget()
            say(null)
          }}
          options={[
            { value: 'pending', label: words.states.pending },
            { value: 'approved', label: words.states.approved },
            { value: 'removed', label: words.states.removed },
          ]}
        />
        {said ? (
          <Banner tone={said.tone} live>
            {said.text}
          </Banner>
        ) : null}
        {list.data ? (
          items.length > 0 ? (
            <>
              {state === 'pending' ? <Banner tone="info">{words.why}</Banner> : null}
              <View className="z-staff-cards">
                {items.map((device, i) => (
                  <DeviceCard key={device.id} id={`device-${i + 1}`} device={device} onDecide={(approve) => ask({ device, approve })} />
                ))}
              </View>
              <MoreButton earlier={earlier} />
            </>
          ) : (
            <EmptyState icon="smartphone" title={words.empty[state]} sentence={words.emptyWhy[state]} />
          )
        ) : (
          <NotYet of={list} rows={3} />
        )}
      </View>
    </StaffPage>
  )
}

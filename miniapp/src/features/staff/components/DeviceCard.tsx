import { View } from '@tarojs/components'
import type { StaffDeviceView } from '@zsb/shared/staff'
import { serverNow } from '@/platform/clock'
import { useCopy, useSpokenLanguage } from '@/platform/copy'
import { formatWhen } from '@/platform/copy/dates'
import { Button, Card, Fact, Heading, StatusChip } from '@/ui'
import { devicesCopy } from '../devices-copy'

const TONES = { pending: 'warn', approved: 'good', removed: 'plain' } as const

/** A device with its number large: it is compared with what stands on the device. */
export function DeviceCard({ id, device, onDecide }: { id: string; device: StaffDeviceView; onDecide: (approve: boolean) => void }) {
  const words = useCopy(devicesCopy)
  const language = useSpokenLanguage()
  const { state } = device
  return (
    <Card id={id}>
      <View className="l-stack-tight">
        <View className="l-row l-between l-wrap">
          <View>
            <View className="t-note">{words.number}</View>
            <Heading level={2} className="t-display t-num">
              {device.number}
            </Heading>
          </View>
          <StatusChip tone={TONES[state]} word={words.states[state]} />
        </View>
        <View>
          <Fact name={words.who}>{device.staffName}</Fact>
          <Fact name={words.kind}>{`${device.name} · ${words.platforms[device.platform as keyof typeof words.platforms] ?? device.platform}`}</Fact>
          <Fact name={words.when}>{formatWhen(device.requestedAt, { language, now: serverNow() })}</Fact>
        </View>
        {state === 'pending' ? (
          <View className="z-both">
            <Button id={`refuse-${id}`} kind="danger" small onPress={() => onDecide(false)}>
              {words.refuse}
            </Button>
            <Button id={`approve-${id}`} kind="quiet" small onPress={() => onDecide(true)}>
              {words.approve}
            </Button>
          </View>
        ) : null}
        {state === 'approved' ? (
          <Button id={`remove-${id}`} kind="danger" small onPress={() => onDecide(false)}>
            {words.remove}
          </Button>
        ) : null}
      </View>
    </Card>
  )
}

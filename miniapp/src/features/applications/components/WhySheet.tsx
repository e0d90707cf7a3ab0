import type { ClockView } from '@zsb/shared/application'
import { useCopy } from '@/platform/copy'
import { BottomSheet, ClockDays } from '@/ui'
import { applyCopy } from '../copy'

/** 为什么是这一天: every clock that runs, what it rests on, and its days one by one. */
export function WhySheet({ open, clocks, onClose }: { open: boolean; clocks: readonly ClockView[]; onClose: () => void }) {
  const words = useCopy(applyCopy)
  return (
    <BottomSheet id="why" open={open} title={words.why} onClose={onClose}>
      {clocks.map((clock) => (
        <ClockDays key={clock.kind} clock={clock} level={3} />
      ))}
    </BottomSheet>
  )
}

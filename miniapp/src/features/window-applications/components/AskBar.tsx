import type { WindowConfirmation } from '@zsb/shared/application'
import type { Filling } from '@/features/applications'
import { useCopy } from '@/platform/copy'
import { ActionBar, Button } from '@/ui'
import { atWindowCopy } from '../copy'

/** At the foot of the sum-up: back to the form, or before the applicant. */
export function AskBar({ filling, way }: { filling: Pick<Filling, 'back' | 'submit' | 'working'>; way: WindowConfirmation }) {
  const words = useCopy(atWindowCopy)
  return (
    <ActionBar>
      <Button id="to-change" kind="quiet" onPress={filling.back}>
        {words.change}
      </Button>
      <Button id="ask" onPress={() => void filling.submit()} loading={filling.working}>
        {words.ask[way]}
      </Button>
    </ActionBar>
  )
}

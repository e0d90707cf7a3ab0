import { useRouter } from '@tarojs/taro'
import type { JointView } from '@zsb/shared/joint-application'
import { AtWindow, OwnCase, useOwnCase, type TakenToWindow } from '@/features/applications'
import { ENTRANCES } from '@/entrances'
import { useCopy } from '@/platform/copy'
import { Page } from '@/ui'
import { jointPath, jointSchema } from '../../api'
import { toFilling } from '../../filling'
import { jointWindowCopy } from '../../joint-window-copy'

const PAGES = { form: ENTRANCES.jointApply, progress: ENTRANCES.jointApplication }
/** Any office that does a part of it takes it in; the first of them leads. */
const read = (joint: JointView): TakenToWindow => ({
  filled: toFilling(joint, joint),
  what: joint.bundle,
  office: joint.parts[0]?.department ?? joint.bundle,
  atWindow: joint.atWindow,
})

/** 到窗口办 of several things at once 一件事. */
export default function JointAtWindowPage() {
  const words = useCopy(jointWindowCopy)
  const { id = '' } = useRouter().params
  const joint = useOwnCase<JointView>(id ? jointPath(id) : null, jointSchema)
  if (joint.data) return <AtWindow first={joint.data} path={jointPath(id)} schema={jointSchema} read={read} pages={PAGES} onReload={joint.reload} />
  return (
    <Page title={words.title} onReconnect={() => void joint.reload()}>
      <OwnCase
        id="joint-at-window"
        icon="building-2"
        signInFirst={words.signInFirst}
        why={words.why}
        isNamed={id !== ''}
        found={joint}
        what={{ gone: words.gone, goneWhy: words.goneWhy }}
      />
    </Page>
  )
}

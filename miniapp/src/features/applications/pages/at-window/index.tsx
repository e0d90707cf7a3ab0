import { useRouter } from '@tarojs/taro'
import type { ApplicationView } from '@zsb/shared/application'
import { ENTRANCES } from '@/entrances'
import { useCopy } from '@/platform/copy'
import { Page } from '@/ui'
import { applicationPath, applicationSchema } from '../../api'
import { AtWindow, type TakenToWindow } from '../../components/AtWindow'
import { OwnCase, useOwnCase } from '../../components/OwnCase'
import { windowCopy } from '../../window-copy'
import '../../applications.scss'

const PAGES = { form: ENTRANCES.apply, progress: ENTRANCES.application }
const read = (application: ApplicationView): TakenToWindow => ({
  filled: application,
  what: application.item,
  office: application.office,
  atWindow: application.atWindow,
})

/** 到窗口办 of one case 办件. */
export default function AtWindowPage() {
  const words = useCopy(windowCopy)
  const { id = '' } = useRouter().params
  const application = useOwnCase<ApplicationView>(id ? applicationPath(id) : null, applicationSchema)
  if (application.data)
    return <AtWindow first={application.data} path={applicationPath(id)} schema={applicationSchema} read={read} pages={PAGES} onReload={application.reload} />
  return (
    <Page title={words.title} onReconnect={() => void application.reload()}>
      <OwnCase id="at-window" icon="building-2" signInFirst={words.signInFirst} why={words.whySignIn} isNamed={id !== ''} found={application} />
    </Page>
  )
}

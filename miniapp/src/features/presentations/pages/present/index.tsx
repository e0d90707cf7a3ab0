import { useRouter } from '@tarojs/taro'
import { type PresentationOptions } from '@zsb/shared/presentation'
import { useState } from 'react'
import { useGuideGate } from '@/features/account'
import { useCopy } from '@/platform/copy'
import { useResource } from '@/platform/resource'
import { ErrorState, Page, Skeleton } from '@/ui'
import { optionsPath, optionsSchema } from '../../api'
import { LicenceChoice } from '../../components/LicenceChoice'
import { Showing } from '../../components/Showing'
import { presentCopy } from '../../copy'
import '../../present.scss'

/** 亮证: of the licence in the address, else of the one chosen here. */
export default function PresentPage() {
  const words = useCopy(presentCopy)
  useGuideGate()
  const { licenceId: asked = '' } = useRouter().params
  const [licenceId, chooseLicence] = useState(asked)
  const options = useResource<PresentationOptions>(licenceId ? optionsPath(licenceId) : null, { schema: optionsSchema })
  const [sceneCode, chooseScene] = useState<string | null>(null)
  const { data } = options
  const scene = data?.scenes.find(({ code }) => code === sceneCode) ?? data?.scenes[0]
  if (data && scene)
    return <Showing key={data.licenceId} options={data} scene={scene} onScene={chooseScene} onReload={() => void options.reload()} onLicence={chooseLicence} />
  return (
    <Page title={words.title} leave="close" onReconnect={() => void options.reload()}>
      {!licenceId ? (
        <LicenceChoice onChoose={chooseLicence} />
      ) : options.error ? (
        <ErrorState error={options.error} onRetry={options.reload} />
      ) : data ? (
        <ErrorState sentence={words.noScene} />
      ) : (
        <Skeleton shape="code" />
      )}
    </Page>
  )
}

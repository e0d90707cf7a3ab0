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

/** What must be shown on which occasion: where it has changed since it was kept, the showing begins anew. */
const presetsOf = ({ licenceId, scenes }: PresentationOptions) =>
  [licenceId, ...scenes.map(({ code, required }) => `${code}:${required.map((field) => field.code).join()}`)].join(' ')

/**
 * 亮证: of the licence in the address, else of the one chosen here. What was asked for last time is kept on the device, so that the code
 * is asked for together with it and not after it (docs/performance.md, P12); the server judges the code by its own rules in any case.
 */
export default function PresentPage() {
  const words = useCopy(presentCopy)
  useGuideGate()
  const { licenceId: asked = '' } = useRouter().params
  const [licenceId, chooseLicence] = useState(asked)
  const options = useResource<PresentationOptions>(licenceId ? optionsPath(licenceId) : null, {
    schema: optionsSchema,
    keepAs: `presentation-options.${licenceId}`,
  })
  const [sceneCode, chooseScene] = useState<string | null>(null)
  const { data } = options
  const scene = data?.scenes.find(({ code }) => code === sceneCode) ?? data?.scenes[0]
  if (data && scene)
    return <Showing key={presetsOf(data)} options={data} scene={scene} onScene={chooseScene} onReload={() => void options.reload()} onLicence={chooseLicence} />
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

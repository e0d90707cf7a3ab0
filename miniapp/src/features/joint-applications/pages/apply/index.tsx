import { useRouter } from '@tarojs/taro'
import { View } from '@tarojs/components'
import type { BundleGuide, JointView } from '@zsb/shared/joint-application'
import { useEffect, useState } from 'react'
import { SubjectChoice } from '@/features/account'
import { isNotTaken, isNotThere, NotTaken, NotThere } from '@/features/applications'
import { IdentityGate, useIsConfirmed } from '@/features/sign-in'
import { ENTRANCES } from '@/entrances'
import { nameInAddress } from '@/platform/address'
import { useCopy } from '@/platform/copy'
import { goTo, replaceWith } from '@/platform/navigate'
import { refreshResources, useResource } from '@/platform/resource'
import { Button, EmptyState, ErrorState, Page, Skeleton } from '@/ui'
import { bundlePath, bundleSchema } from '../../api'
import { JointForm } from '../../components/JointForm'
import { JointSubmitted } from '../../components/JointSubmitted'
import { jointCopy } from '../../joint-copy'
import { useOpenedJoint } from '../../useOpenedJoint'
import '../../joint-applications.scss'

/** 一件事一次办: from the questions to all of it handed in. */
export default function JointApplyPage() {
  const words = useCopy(jointCopy)
  const { bundle, id } = useRouter().params
  const ready = useIsConfirmed()
  const opened = useOpenedJoint(ready ? { bundle, id } : {})
  const [done, setDone] = useState<JointView | null>(null)
  const [changed, setChanged] = useState<JointView['carried']>(null)
  const { view, error } = opened
  const code = view?.bundle.code ?? bundle
  const guide = useResource<BundleGuide>(code ? bundlePath(code) : null, { schema: bundleSchema, open: true, keepAs: `bundle.${code}` })
  const over = view !== null && !view.isDraft
  useEffect(() => {
    if (over && view) replaceWith(ENTRANCES.jointApplication, { id: view.id })
  }, [over, view])
  const again = async () => {
    await Promise.all([opened.open(), guide.reload()])
  }
  if (done) return <JointSubmitted joint={done} />
  if (view && !over && guide.data)
    return (
      <JointForm
        key={`${view.id} ${view.bundle.version}`}
        guide={guide.data}
        first={view}
        carried={changed ?? view.carried}
        onOutdated={(joint) => {
          // What was saved under the new version is told of no more.
          setChanged(joint.carried)
          void again()
        }}
        onDone={(handedIn) => {
          setDone(handedIn)
          nameInAddress(ENTRANCES.jointApply, { id: handedIn.id })
          void refreshResources('/api/v1/')
        }}
      />
    )
  return (
    <Page title={words.title} onReconnect={() => void again()}>
      <IdentityGate id="joint-apply" icon="list-checks" signInFirst={words.signInFirst} why={words.whySignIn}>
        {!bundle && !id ? (
          <EmptyState icon="list-checks" title={words.nothing} sentence={words.nothingWhy}>
            <Button id="to-bundles" onPress={() => replaceWith(ENTRANCES.bundles)}>
              {words.see}
            </Button>
          </EmptyState>
        ) : error?.code === 'APPLICATION_NOT_FOR_YOU' ? (
          <WhichChild />
        ) : error && isNotTaken(error) ? (
          <NotTaken id="joint-guide" error={error} onGuide={() => replaceWith(ENTRANCES.bundle, { bundle: code })} />
        ) : isNotThere(error) ? (
          <NotThere />
        ) : (error ?? guide.error) ? (
          <ErrorState error={error ?? guide.error} onRetry={again} />
        ) : (
          <Skeleton rows={5} />
        )}
      </IdentityGate>
    </Page>
  )
}

/** Done by parents for a child: which one, or one to be added first. */
function WhichChild() {
  const words = useCopy(jointCopy)
  return (
    <View id="which-child" className="l-stack">
      <EmptyState icon="baby" title={words.whichChild} sentence={words.whichChildWhy}>
        <SubjectChoice />
        <Button id="add-child-first" kind="quiet" icon="plus" onPress={() => goTo(ENTRANCES.family)}>
          {words.addChild}
        </Button>
      </EmptyState>
    </View>
  )
}

import { View } from '@tarojs/components'
import type { AddChild, Family, FamilyMember } from '@zsb/shared/family'
import { useState } from 'react'
import { IdentityGate, useIsConfirmed } from '@/features/sign-in'
import { useCopy, usePick, useSpokenLanguage } from '@/platform/copy'
import { formatDay } from '@/platform/copy/dates'
import { forgetDraft } from '@/platform/draft'
import { goToTab } from '@/platform/navigate'
import { toApiError } from '@/platform/request'
import { useResource } from '@/platform/resource'
import { useSession } from '@/platform/session'
import { Banner, ConsentSheet, Dialog, List, ListRow, NotYet, Page, TextLink } from '@/ui'
import { agreeForChild } from '../../api'
import { ADD_CHILD_DRAFT, AddChildForm } from '../../components/AddChildForm'
import { addChild, familyPath, familySchema, removeChild } from '../../family-api'
import { familyCopy } from '../../family-copy'

export default function FamilyPage() {
  const words = useCopy(familyCopy)
  const pick = usePick()
  const family = useResource<Family>(useIsConfirmed() ? familyPath : null, { schema: familySchema, asSelf: true })
  const [wanted, want] = useState<AddChild | null>(null)
  const [problem, setProblem] = useState('')
  const [done, say] = useState('')
  const [leaving, leave] = useState<FamilyMember | null>(null)
  const [removeProblem, setRemoveProblem] = useState('')
  const [working, setWorking] = useState(false)

  const add = async () => {
    if (!wanted) return
    setProblem('')
    say('')
    setWorking(true)
    try {
      const child = await addChild(wanted)
      say(words.added(child.name))
      forgetDraft(ADD_CHILD_DRAFT)
      // The consent is the child's own record, so it can be written only now that the child is known.
      await agreeForChild(child.personId).catch(() => undefined)
      await family.reload()
    } catch (cause) {
      setProblem(pick(toApiError(cause)))
    } finally {
      setWorking(false)
      want(null)
    }
  }
  const remove = async () => {
    if (!leaving) return
    setRemoveProblem('')
    say('')
    setWorking(true)
    try {
      await removeChild(leaving.personId)
      const { subject, actFor } = useSession.getState()
      if (subject?.subjectId === leaving.personId) actFor(null)
      say(words.removed(leaving.name))
      await family.reload()
    } catch (cause) {
      setRemoveProblem(pick(toApiError(cause)))
    } finally {
      setWorking(false)
      leave(null)
    }
  }
  const consent = (
    <ConsentSheet
      open={wanted !== null}
      icon="users-round"
      title={words.consentTitle}
      proof={words.consentProof}
      facts={[words.consentUse, words.consentKept]}
      required={{ title: words.consentRequired, labels: words.consentLabels }}
      agree={words.agree}
      refuse={words.refuse}
      onAgree={() => void add()}
      onRefuse={() => want(null)}
      working={working}
    />
  )
  return (
    <Page
      title={words.title}
      over={
        <>
          {consent}
          <Dialog
            open={leaving !== null}
            title={leaving ? words.removeAsk(leaving.name) : ''}
            confirm={words.removeDo}
            refuse={words.removeNot}
            onConfirm={() => void remove()}
            onRefuse={() => leave(null)}
            danger
            working={working}
          >
            {words.removeWhy}
          </Dialog>
        </>
      }
      onReconnect={() => void family.reload()}
    >
      <IdentityGate id="family" icon="users-round" signInFirst={words.signInFirst} why={words.why}>
        {family.data ? (
          <View className="l-stack">
            <View>{words.intro}</View>
            {done ? (
              <Banner tone="good" live>
                {done}
              </Banner>
            ) : null}
            {removeProblem ? (
              <Banner tone="bad" live>
                {removeProblem}
              </Banner>
            ) : null}
            {family.data.children.length > 0 ? (
              <View className="l-stack-tight">
                <List>
                  {family.data.children.map((child, index) => (
                    <ChildRow key={child.personId} id={`child-${index + 1}`} child={child} />
                  ))}
                </List>
                {family.data.children.map((child, index) =>
                  child.ended ? null : (
                    <TextLink key={child.personId} id={`child-${index + 1}-remove`} icon="circle-minus" onPress={() => leave(child)}>
                      {words.remove(child.name)}
                    </TextLink>
                  ),
                )}
              </View>
            ) : (
              <Banner tone="info">{`${words.empty} · ${words.emptyWhy}`}</Banner>
            )}
            <AddChildForm problem={problem} working={working} onSubmit={want} />
          </View>
        ) : (
          <NotYet of={family} rows={2} />
        )}
      </IdentityGate>
    </Page>
  )
}

function ChildRow({ id, child }: { id: string; child: FamilyMember }) {
  const words = useCopy(familyCopy)
  const language = useSpokenLanguage()
  const see = () => {
    useSession.getState().actFor({ subjectId: child.personId, name: child.name, relation: 'child' })
    goToTab('wallet')
  }
  return (
    <ListRow
      id={id}
      icon="baby"
      tone={child.ended ? 'plain' : 'accent'}
      title={child.name}
      note={
        <>
          {child.numberMasked ? <View className="t-num">{child.numberMasked}</View> : null}
          <View>{words.bases[child.basis]}</View>
          <View>{child.ended ? words.ended : words.until(formatDay(child.until, language))}</View>
        </>
      }
      onPress={child.ended ? undefined : see}
    />
  )
}

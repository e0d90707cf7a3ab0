import type { ReactNode } from 'react'
import { ENTRANCES } from '@/entrances'
import { useCopy } from '@/platform/copy'
import { goTo } from '@/platform/navigate'
import { useSession } from '@/platform/session'
import { Button, EmptyState, type IconName } from '@/ui'
import { gateCopy } from '../gate-copy'

interface Props {
  /** Short name of the page; the button that leads on is called after it. */
  id: string
  /** What the page shows, as long as nobody is signed in. */
  icon: IconName
  /** 登录后看证照. */
  signInFirst: string
  /** What it is good for: a whole sentence. */
  why: string
  children: ReactNode
}

/**
 * What a page of one's own needs first 实名门槛: somebody signed in, real-named, and seen to be that person. A name and a number alone
 * open nothing (docs/decisions/0013). Whoever is sent away to do what is missing comes back to the page.
 */
export function IdentityGate({ id, icon, signInFirst, why, children }: Props) {
  const words = useCopy(gateCopy)
  const level = useSession(({ who }) => who?.level ?? null)
  if (level === 'confirmed') return <>{children}</>
  if (level === null)
    return (
      <EmptyState icon={icon} title={signInFirst} sentence={why}>
        <Button id={`${id}-sign-in`} onPress={() => goTo(ENTRANCES.signIn, BACK)}>
          {words.signIn}
        </Button>
      </EmptyState>
    )
  const isKnown = level === 'registered'
  return (
    <EmptyState icon="user-round-check" title={isKnown ? words.proveFirst : words.realNameFirst} sentence={isKnown ? words.proveWhy(why) : why}>
      <Button id={`${id}-real-name`} onPress={() => goTo(ENTRANCES.realName, BACK)}>
        {isKnown ? words.prove : words.realName}
      </Button>
    </EmptyState>
  )
}

const BACK = { back: '1' }

/** Whether what stands behind the gate may be asked for. */
export const useIsConfirmed = (): boolean => useSession(({ who }) => who?.level === 'confirmed')

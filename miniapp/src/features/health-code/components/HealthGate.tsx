import type { DeclarationForm, HealthCodeStatus, HealthPerson } from '@zsb/shared/health-code'
import type { ReactNode } from 'react'
import { ENTRANCES } from '@/entrances'
import { IdentityGate, useIsConfirmed } from '@/features/sign-in'
import { useCopy } from '@/platform/copy'
import { useResource } from '@/platform/resource'
import { goTo } from '@/platform/navigate'
import { Button, EmptyState, ErrorState, Segmented, Skeleton } from '@/ui'
import { formPath, formSchema } from '../api'
import { codeCopy } from '../code-copy'
import { choosePerson, usePerson } from '../person'
import { useHealthUntilOff } from '../status'

export interface Open {
  basis: NonNullable<HealthCodeStatus['active']>
  form: DeclarationForm['form']
  person: HealthPerson
}

/** What these pages need first: that the health code is in force, somebody known to be himself, and for whom it is. */
export function HealthGate({ id, children }: { id: string; children: (open: Open) => ReactNode }) {
  const words = useCopy(codeCopy)
  const { data, error, reload } = useHealthUntilOff()
  if (!data) return error ? <ErrorState error={error} onRetry={reload} /> : <Skeleton shape="code" />
  const { active } = data
  if (!active)
    return (
      <EmptyState icon="shield-check" title={words.off} sentence={data.endedAt ? words.ended : words.offWhy}>
        {data.endedAt ? (
          <Button id="to-proof" kind="quiet" onPress={() => goTo(ENTRANCES.healthProof)}>
            {words.toProof}
          </Button>
        ) : null}
      </EmptyState>
    )
  return (
    <IdentityGate id={id} icon="shield-check" signInFirst={words.signInFirst} why={words.whySignIn}>
      <ForPerson basis={active}>{children}</ForPerson>
    </IdentityGate>
  )
}

/** The form of the day is kept on the phone: it can be filled in without network. */
function ForPerson({ basis, children }: { basis: Open['basis']; children: (open: Open) => ReactNode }) {
  const { data, error, reload } = useResource<DeclarationForm>(useIsConfirmed() ? formPath : null, { schema: formSchema, keepAs: 'health-form', asSelf: true })
  return data ? (
    <Opened basis={basis} given={data}>
      {children}
    </Opened>
  ) : error ? (
    <ErrorState error={error} onRetry={reload} />
  ) : (
    <Skeleton shape="code" />
  )
}

function Opened({ basis, given, children }: { basis: Open['basis']; given: DeclarationForm; children: (open: Open) => ReactNode }) {
  const words = useCopy(codeCopy)
  const person = usePerson(given)
  if (!person) return null
  return (
    <>
      {given.persons.length > 1 ? (
        <Segmented
          id="whose"
          label={words.whose}
          options={given.persons.map(({ personId, name }) => ({ value: personId, label: name }))}
          value={person.personId}
          onChange={choosePerson}
        />
      ) : null}
      {children({ basis, form: given.form, person })}
    </>
  )
}

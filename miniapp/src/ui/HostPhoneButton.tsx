import { Button as HostButton } from '@tarojs/components'
import type { ReactNode } from 'react'

interface HostPhoneButtonProps {
  id: string
  /** A single-use code that the API exchanges for the number; null when the person said no. */
  onCode: (code: string | null) => void
  children: ReactNode
}

/** WeChat gives the number of the account only to a button of its own kind, after asking the person itself. */
export function HostPhoneButton({ id, onCode, children }: HostPhoneButtonProps) {
  return (
    <HostButton
      id={id}
      className="z-press z-btn z-btn-primary z-btn-host"
      hoverClass="is-pressed"
      openType="getPhoneNumber"
      onGetPhoneNumber={({ detail }) => onCode(detail.code ?? null)}
    >
      {children}
    </HostButton>
  )
}

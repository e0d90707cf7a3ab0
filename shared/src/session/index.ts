export * from './sign-in'
export * from './session'

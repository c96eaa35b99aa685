// The part of Trusted Types that the worker client needs; TypeScript's DOM library does not have it.
interface TrustedScriptURL {
  toString(): string;
}
interface TrustedTypePolicy {
  createScriptURL(input: string): TrustedScriptURL;
}
interface TrustedTypePolicyFactory {
  createPolicy(name: string, rules: { createScriptURL(input: string): string }): TrustedTypePolicy;
}
/** Missing in browsers without Trusted Types. */
declare const trustedTypes: TrustedTypePolicyFactory | undefined;

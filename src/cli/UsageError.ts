/** The command line makes no sense: the message goes to stderr, and the exit status is 2. */
export class UsageError extends Error {}

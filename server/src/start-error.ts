/** A start that cannot go on because of how it was set up. The message names the setting and says what to do. */
export class StartError extends Error {}

/** The exit code for it (EX_CONFIG of sysexits): starting again without a change is useless. */
export const startErrorExitCode = 78

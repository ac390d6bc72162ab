/** What a server is asked about: nothing that a user has written. */
export const probeText = 'Once upon a time, there was a harbor.';

/** Ids that any vocabulary has. */
export const probeIds = [10, 20, 30];

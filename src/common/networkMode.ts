/** When Cloze may use the network: never; when the user allows it, each time; or whenever something that they ask for needs it. */
export const networkModes = ['off', 'ask', 'on'] as const;
export type NetworkMode = (typeof networkModes)[number];

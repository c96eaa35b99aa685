import text from './load-balancer.yaml?raw';

/** The scenario that a first visit opens: the only one that it has with it. */
export const DEFAULT_SCENARIO = 'load-balancer';
export const defaultText = text;

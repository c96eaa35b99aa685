/**
 * The engine's only door. Everything behind it is pure: no clock, no randomness of its own, no DOM, no Node.
 * What goes in and comes out is plain data.
 */
export { createMemo, type SimulationMemo } from './SimulationMemo.ts';
export { locate } from './locate.ts';
export { runCommand } from './runCommand.ts';
export { runScenario, type ScenarioResult, type StepResult } from './runScenario.ts';
export { simulate } from './simulate.ts';
export { tallyTraffic } from './tallyTraffic.ts';

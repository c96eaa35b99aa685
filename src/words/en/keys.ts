/** What the sheet of keys says. */
export const keys = {
  does: {
    find: 'find an object or a scenario, or do anything by its name',
    play: 'play or pause',
    step: 'one step back or forward',
    ten: 'ten steps',
    ends: 'first and last hop',
    byRule: 'step by hop or by rule',
    speed: 'slower, faster',
    panes: 'editor, picture, inspector, terminal',
    ladder: 'the connection as a ladder',
    table: 'the connection as a table',
    more: 'explain more or less',
    problems: 'next and previous problem in the YAML',
    link: 'copy the link',
    complete: 'what can stand here in the YAML, and what a field means',
    places: 'where a name comes from or is used; rename it',
    documents: 'list of documents; search',
    cursors: 'one more cursor',
    leave: 'leave the editor',
    help: 'this list',
  },
  rest: 'Single keys do nothing while you type, or while a menu has the focus.',
};

export type KeysWords = typeof keys;

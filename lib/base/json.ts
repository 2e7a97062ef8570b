/** What can cross the pipe between the learner's side and the judging side. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

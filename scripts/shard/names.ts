/** How reports of shards are called on the command line; apart, since help needs the names and nothing else. */

/** The reporter that saves one. */
export const BLOB = "blob";

/** Where they go when no file is named: a folder that is never scanned. */
export const REPORT_FOLDER = "onepath-report";

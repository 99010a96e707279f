/**
 * The journal as files: {@code <data>/journal/events-<number>-<day>.jsonl}, written, synced and
 * read back.
 *
 * <p>Invariant: an event that somebody was told is durable stands in a file, whole, on one line; a
 * line that a crash cut off is removed before the next one is written. Way in: {@link
 * relay.ejb.journal.JournalFiles} to write, {@link relay.ejb.journal.JournalReader} to read, {@link
 * relay.ejb.journal.JournalWalk} to follow it into the database.
 */
package relay.ejb.journal;

package relay.domain.webhook;

import relay.domain.journal.JournalPosition;

/**
 * How far an endpoint has been told of the journal: what stands before {@code chunk} is done, and
 * of the same file what has an id up to {@code last}. So the place survives that files are written
 * anew with lines left out.
 *
 * @param chunk where to read on
 * @param file number of the file of {@code last}
 * @param last id of the last event that is done; empty text: none
 */
public record JournalPlace(JournalPosition chunk, long file, String last) {

  /** Before everything in and after this file. */
  public static JournalPlace atFile(long number) {
    return new JournalPlace(new JournalPosition(number, 0), number, "");
  }

  /** Whether an event of this file is done. */
  public boolean isPast(long fileOfEvent, String id) {
    return fileOfEvent == file && id.compareTo(last) <= 0;
  }

  /** After this event; its chunk is not done. */
  public JournalPlace after(long fileOfEvent, String id) {
    return new JournalPlace(chunk, fileOfEvent, id);
  }

  /** At the end of the chunk. */
  public JournalPlace at(JournalPosition next) {
    return new JournalPlace(next, file, last);
  }

  /** For a place that lay idle while files may have been written anew: its file from the start. */
  public JournalPlace again() {
    return new JournalPlace(new JournalPosition(chunk.file(), 0), file, last);
  }

  /** Reads the text form. */
  public static JournalPlace parse(String text) {
    String[] parts = text.split(" ", -1);
    if (parts.length != 3) {
      throw new IllegalArgumentException("not a place in the journal: " + text);
    }
    return new JournalPlace(JournalPosition.parse(parts[0]), Long.parseLong(parts[1]), parts[2]);
  }

  @Override
  public String toString() {
    return chunk + " " + file + " " + last;
  }
}

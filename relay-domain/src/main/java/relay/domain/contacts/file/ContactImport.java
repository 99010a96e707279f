package relay.domain.contacts.file;

import java.time.Instant;
import java.util.Optional;

/**
 * An import of contacts.
 *
 * @param id given by the relay, of digits
 * @param size octets of the file
 * @param position octets that were read, and whose rows are kept
 * @param line of the file where that is, the first being 1
 * @param node that has the file and does the work
 * @param problem why it failed, and what to do
 */
public record ContactImport(
    String tenant,
    String id,
    ImportOrder order,
    ImportState state,
    long size,
    long position,
    long line,
    ImportCounts counts,
    String node,
    String author,
    Instant createdAt,
    Optional<Instant> endedAt,
    Optional<String> problem) {

  /** How much of the file was read, in percent. */
  public int percent() {
    return size == 0 ? 100 : (int) (Math.min(position, size) * 100 / size);
  }
}

package relay.domain.contacts.file;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import relay.domain.audit.Actor;

/**
 * Where files of contacts are handed in and looked after (port). Every method throws {@link
 * relay.domain.view.ViewUnavailable} while the database cannot be used. Thread-safe.
 */
public interface ImportDesk {

  /** What became of a file. */
  sealed interface Taken {
    /** It lies on disk and will be read. */
    record Accepted(ContactImport job) implements Taken {}

    /**
     * It cannot be one of contacts.
     *
     * @param field what is wrong
     */
    record Refused(String field, String rule) implements Taken {}

    /** It is larger than files may be. */
    record TooLarge(long most) implements Taken {}

    /** Not now: the disk is short, or too many wait. */
    record NoRoom(String why) implements Taken {}
  }

  /**
   * Takes a file as it comes; memory does not grow with it.
   *
   * @throws IOException when the upload ends too early
   */
  Taken take(String tenant, ImportOrder order, InputStream upload, Actor by) throws IOException;

  /** Those of a tenant, newest first. */
  List<ContactImport> list(String tenant, int most);

  Optional<ContactImport> find(String tenant, String id);

  /** What there is to be told of rows, in their order; reading as it goes. */
  void report(String tenant, String id, Consumer<ReportLine> sink);

  /** Stops it where it is, for good; empty when there is no such import. */
  Optional<ContactImport> stop(String tenant, String id, Actor by);
}

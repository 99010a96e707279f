package relay.domain.sandbox;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * The mails that the built-in receiver keeps (port). Thread-safe. The number of mails and their
 * size are bounded: the oldest goes first.
 */
public interface Sandbox {

  /** Newest first, at most this many. */
  List<SandboxMail> newest(int max);

  /** One mail by its id. */
  Optional<SandboxMail> find(String id);

  /**
   * The octets of a mail as they would have gone to another server; empty when it is not or no
   * longer kept.
   *
   * @throws IOException when they cannot be read for another reason
   */
  Optional<byte[]> content(String id) throws IOException;

  /** Forgets those of these mails that are still kept; how many that were. */
  int remove(List<String> ids);

  /** Forgets all mails. */
  void clear();
}

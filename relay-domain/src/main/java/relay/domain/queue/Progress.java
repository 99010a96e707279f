package relay.domain.queue;

import java.time.Instant;
import java.util.Optional;
import relay.domain.mail.EmailAddress;

/**
 * How far a mail has come.
 *
 * @param hop name of the route once the mail was split by next hop; empty before the first touch
 * @param dueAt when it leaves the waiting room
 * @param signed whether the chain (added fields, DKIM) has run; true from the second attempt on and
 *     for copies
 * @param delayReported whether the sender had a delay notice
 * @param hold by which brake it is put aside; empty while it is not
 * @param returnPath that it goes out with in the place of its sender, who stays whom reports go to;
 *     empty: the sender
 */
public record Progress(
    Optional<String> hop,
    Optional<Instant> dueAt,
    boolean signed,
    boolean delayReported,
    Optional<Hold> hold,
    Optional<EmailAddress> returnPath) {
  /** Of a mail that nobody has touched. */
  public static final Progress NONE =
      new Progress(Optional.empty(), Optional.empty(), false, false, Optional.empty());

  /** Of a mail that goes out with its sender as the return path. */
  public Progress(
      Optional<String> hop,
      Optional<Instant> dueAt,
      boolean signed,
      boolean delayReported,
      Optional<Hold> hold) {
    this(hop, dueAt, signed, delayReported, hold, Optional.empty());
  }

  /** To be looked at again then. */
  public Progress due(Instant at) {
    return new Progress(hop, Optional.of(at), signed, delayReported, Optional.empty(), returnPath);
  }

  Progress towards(String hopName) {
    return new Progress(
        Optional.of(hopName),
        Optional.empty(),
        signed,
        delayReported,
        Optional.empty(),
        returnPath);
  }

  Progress withSignature() {
    return new Progress(hop, dueAt, true, delayReported, Optional.empty(), returnPath);
  }

  Progress withDelayReported() {
    return new Progress(hop, dueAt, signed, true, Optional.empty(), returnPath);
  }

  Progress heldBy(Hold by) {
    return new Progress(hop, dueAt, signed, delayReported, Optional.of(by), returnPath);
  }

  Progress free() {
    return new Progress(hop, Optional.empty(), signed, delayReported, Optional.empty(), returnPath);
  }

  Progress returning(EmailAddress path) {
    return new Progress(hop, dueAt, signed, delayReported, hold, Optional.of(path));
  }
}

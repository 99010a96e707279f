package relay.domain.queue;

import java.time.Instant;
import java.util.Optional;
import relay.domain.mail.EmailAddress;

/**
 * How far a mail has come.
 *
 * @param hop name of the next hop that the mail was split by, tried at or waits for; empty while it
 *     has not come that far
 * @param due when it leaves the waiting room, and for what it waits there
 * @param signed whether it is marked and signed; true once something was tried, and for copies
 * @param delayReported whether the sender had a delay notice
 * @param hold by which brake it is put aside; empty while it is not
 * @param returnPath that it goes out with in the place of its sender, who stays whom reports go to;
 *     empty: the sender
 * @param tracked whether its links are to be tracked before the first attempt, if its stream still
 *     wants it then
 * @param unwritten whether the content is what the mail will be made of, and not yet the mail; it
 *     stays so in the queues, and the mail is written anew for each attempt
 */
public record Progress(
    Optional<String> hop,
    Optional<Due> due,
    boolean signed,
    boolean delayReported,
    Optional<Hold> hold,
    Optional<EmailAddress> returnPath,
    boolean tracked,
    boolean unwritten) {
  /** Of a mail that nobody has touched. */
  public static final Progress NONE =
      new Progress(Optional.empty(), Optional.empty(), false, false, Optional.empty());

  /** Of one whose content is what it will be made of. */
  public static final Progress TO_BE_WRITTEN =
      new Progress(
          Optional.empty(),
          Optional.empty(),
          false,
          false,
          Optional.empty(),
          Optional.empty(),
          false,
          true);

  /** Of a mail that goes out with its sender as the return path, its links as they are. */
  public Progress(
      Optional<String> hop,
      Optional<Due> due,
      boolean signed,
      boolean delayReported,
      Optional<Hold> hold) {
    this(hop, due, signed, delayReported, hold, Optional.empty(), false, false);
  }

  /** When it leaves the waiting room. */
  public Optional<Instant> dueAt() {
    return due.map(Due::at);
  }

  /** To be looked at again then. */
  public Progress due(Instant at) {
    return new Progress(
        hop,
        Optional.of(Due.at(at)),
        signed,
        delayReported,
        Optional.empty(),
        returnPath,
        tracked,
        unwritten);
  }

  Progress towards(String hopName) {
    return new Progress(
        Optional.of(hopName),
        Optional.empty(),
        signed,
        delayReported,
        Optional.empty(),
        returnPath,
        tracked,
        unwritten);
  }

  Progress withSignature() {
    return new Progress(
        hop, due, true, delayReported, Optional.empty(), returnPath, tracked, unwritten);
  }

  Progress withDelayReported() {
    return new Progress(hop, due, signed, true, Optional.empty(), returnPath, tracked, unwritten);
  }

  Progress heldBy(Hold by) {
    return new Progress(
        hop, due, signed, delayReported, Optional.of(by), returnPath, tracked, unwritten);
  }

  Progress free() {
    return new Progress(
        hop,
        Optional.empty(),
        signed,
        delayReported,
        Optional.empty(),
        returnPath,
        tracked,
        unwritten);
  }

  Progress returning(EmailAddress path) {
    return new Progress(
        hop, due, signed, delayReported, hold, Optional.of(path), tracked, unwritten);
  }

  Progress withTracking() {
    return new Progress(hop, due, signed, delayReported, hold, returnPath, true, unwritten);
  }
}

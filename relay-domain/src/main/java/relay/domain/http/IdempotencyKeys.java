package relay.domain.http;

/**
 * What became of requests with an Idempotency-Key (port). Thread-safe.
 *
 * <p>An answer survives the death of the process once {@link #answered} returned. A request that
 * was cut off between its commit and {@code answered} is forgotten: its repetition is a new mail,
 * as it is in SMTP when the 250 is lost.
 */
public interface IdempotencyKeys {

  /** Claims a key for a request that begins now. */
  Claim claim(IdempotencyKey key);

  /** Keeps the answer that every repetition gets. */
  void answered(IdempotencyKey key, String answer);

  /** Gives a key back whose request was refused, so that it may be tried again. */
  void release(IdempotencyKey key);

  /** How a claim can end. */
  sealed interface Claim {
    /** Nobody used this key: go on. */
    record Granted() implements Claim {}

    /** The same request was answered so. */
    record Answered(String answer) implements Claim {}

    /** The key belongs to a request with other content. */
    record OtherContent() implements Claim {}

    /** The same request is being worked on at this moment. */
    record InProgress() implements Claim {}

    /** Too many keys are remembered. */
    record Full() implements Claim {}
  }
}

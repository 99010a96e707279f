package relay.domain.webhook;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * How far one node has come with one endpoint. Immutable.
 *
 * @param place in this node's journal
 * @param failures in a row
 * @param failingSince of the first of them
 * @param nextTry not before
 * @param replayDone id of the last replay that is done; empty text: none
 * @param replayPlace of a replay under way
 * @param attempts the newest last
 */
public record EndpointProgress(
    JournalPlace place,
    int failures,
    Optional<Instant> failingSince,
    Instant nextTry,
    String replayDone,
    Optional<JournalPlace> replayPlace,
    List<PostAttempt> attempts) {
  static final int ATTEMPTS_KEPT = 100;

  public EndpointProgress {
    attempts = List.copyOf(attempts);
  }

  public static EndpointProgress startingAt(JournalPlace place) {
    return new EndpointProgress(
        place, 0, Optional.empty(), Instant.EPOCH, "", Optional.empty(), List.of());
  }

  /** Whether it is failing now. */
  public boolean isFailing() {
    return failures > 0;
  }

  /** Whether it has failed for so long that no more is tried. */
  public boolean hasFailedFor(Duration limit, Instant now) {
    return failingSince.filter(since -> !since.plus(limit).isAfter(now)).isPresent();
  }

  /** Nothing to tell up to here. */
  public EndpointProgress skipped(JournalPlace next) {
    return new EndpointProgress(
        next, failures, failingSince, nextTry, replayDone, replayPlace, attempts);
  }

  /** The same of a replay. */
  public EndpointProgress replayed(JournalPlace next) {
    return new EndpointProgress(
        place, failures, failingSince, nextTry, replayDone, Optional.of(next), attempts);
  }

  /** The replay is done. */
  public EndpointProgress replayEnded(String id) {
    return new EndpointProgress(
        place, failures, failingSince, nextTry, id, Optional.empty(), attempts);
  }

  /** A post was answered with success: what was in it is told. */
  public EndpointProgress told(PostAttempt attempt) {
    return new EndpointProgress(
        place, 0, Optional.empty(), Instant.EPOCH, replayDone, replayPlace, with(attempt));
  }

  /** A post was not: everything stays where it is, and waits. */
  public EndpointProgress failed(PostAttempt attempt, BackOff backOff, RandomGenerator random) {
    Duration pause = backOff.after(failures + 1, attempt, random);
    return new EndpointProgress(
        place,
        failures + 1,
        Optional.of(failingSince.orElse(attempt.at())),
        attempt.at().plusMillis(attempt.millis()).plus(pause),
        replayDone,
        replayPlace,
        with(attempt));
  }

  /** Somebody changed something about it: tried at once, as if it had never failed. */
  public EndpointProgress unburdened() {
    return new EndpointProgress(
        place, 0, Optional.empty(), Instant.EPOCH, replayDone, replayPlace, attempts);
  }

  /** Somebody switched it on again, after a time in which files may have been written anew. */
  public EndpointProgress fresh() {
    return skipped(place.again()).unburdened();
  }

  private List<PostAttempt> with(PostAttempt attempt) {
    List<PostAttempt> all = new ArrayList<>(attempts);
    all.add(attempt);
    return all.subList(Math.max(0, all.size() - ATTEMPTS_KEPT), all.size());
  }
}

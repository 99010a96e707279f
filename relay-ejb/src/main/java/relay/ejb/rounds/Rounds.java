package relay.ejb.rounds;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import relay.domain.control.ControlSettings;
import relay.domain.timer.RelayTimer;
import relay.domain.timer.Turn;

/**
 * Goes its rounds until it is stopped. A round that throws is told to the log and is followed by
 * the next. Thread-safe.
 */
public final class Rounds {
  private static final Logger LOG = System.getLogger(Rounds.class.getName());

  private final String what;
  private final RelayTimer timer;
  private final Supplier<Duration> afterDefect;
  private final Object running = new Object();
  private volatile boolean stopped;
  private volatile Turn next;

  /**
   * @param what the work, for the log: "the message view"
   * @param afterDefect the pause after a round that threw
   */
  public Rounds(String what, RelayTimer timer, Supplier<Duration> afterDefect) {
    this.what = what;
    this.timer = timer;
    this.afterDefect = afterDefect;
  }

  /**
   * Begins; returns at once.
   *
   * @param pause before the first round
   * @param round does the work and says how long to wait before the next
   */
  public void start(Duration pause, Supplier<Duration> round) {
    // A first round may be over before this returns.
    synchronized (running) {
      next = timer.after(pause, () -> run(round));
    }
  }

  /**
   * Begins at once to look at the database again and again: at the usual interval while that goes
   * well, and after a longer pause when it did not.
   *
   * @param what is done, for the log
   * @param look whether it went well
   */
  public static Rounds looking(String what, RelayTimer timer, Pace pace, BooleanSupplier look) {
    var rounds = new Rounds(what, timer, pace::afterTrouble);
    rounds.start(Duration.ZERO, () -> look.getAsBoolean() ? pace.usual() : pace.afterTrouble());
    return rounds;
  }

  /** Pauses between two rounds. */
  public record Pace(Duration usual, Duration afterTrouble) {
    /** Of those who hear of changes as soon as control objects are heard of. */
    public static Pace of(ControlSettings control) {
      return new Pace(control.pollInterval(), control.pauseAfterTrouble());
    }
  }

  /** Whether the end was asked for; a long round looks at it between its steps. */
  public boolean isStopped() {
    return stopped;
  }

  /** The end; waits for the round that is under way, so that what it uses is closed after it. */
  public void stop() {
    stopped = true;
    synchronized (running) {
      if (next != null) {
        next.cancel();
      }
    }
  }

  private void run(Supplier<Duration> round) {
    synchronized (running) {
      if (stopped) {
        return;
      }
      Duration pause = survive(round);
      if (!stopped) {
        start(pause, round);
      }
    }
  }

  private Duration survive(Supplier<Duration> round) {
    try {
      return round.get();
    } catch (RuntimeException e) {
      Duration pause = afterDefect.get();
      LOG.log(Level.ERROR, what + " failed; trying again in " + pause, e);
      return pause;
    }
  }
}

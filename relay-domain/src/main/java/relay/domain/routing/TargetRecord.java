package relay.domain.routing;

import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;

/**
 * What is remembered of one target. Goes down fast and comes back slowly, and each relapse within
 * the calm time doubles the rest, so that a target that is now good, now bad does not make mail go
 * to and fro. Guarded by its owner's lock.
 */
final class TargetRecord {
  /** Weight of the newest attempt; about the last ten count. */
  private static final double NEWEST = 0.1;

  /** Before so many attempts a share says nothing. */
  private static final int SAMPLES_MIN = 10;

  private static final int FIELDS = 12;
  private static final Pattern TROUBLE_UNSAFE = Pattern.compile("\\p{Cntrl}");

  /** A try that nobody told the end of is over then. */
  private static final Duration TRY_MAX = Duration.ofMinutes(10);

  private TargetState state = TargetState.UP;
  private Instant since;
  private int failures;
  private int successes;
  private int samples;
  private double failureShare;
  private double latencyMillis;
  private Duration pause = Duration.ZERO;
  private Instant pausedUntil = Instant.MIN;
  private Instant triedUntil = Instant.MIN;
  private String trouble = "";
  private Instant troubleAt = Instant.MIN;

  TargetRecord(Instant now) {
    since = now;
  }

  /** What a restart must not forget, as {@link #restore} takes it. */
  String line(String hop) {
    return String.join(
        "\t",
        hop,
        state.name(),
        since.toString(),
        Integer.toString(failures),
        Integer.toString(successes),
        Integer.toString(samples),
        Double.toString(failureShare),
        Double.toString(latencyMillis),
        pause.toString(),
        pausedUntil.equals(Instant.MIN) ? "" : pausedUntil.toString(),
        troubleAt.equals(Instant.MIN) ? "" : troubleAt.toString(),
        TROUBLE_UNSAFE.matcher(trouble).replaceAll(" "));
  }

  /**
   * As it was saved; a try that was under way is over.
   *
   * @throws IllegalArgumentException for what is no such line
   * @throws java.time.DateTimeException for times that are none
   */
  static TargetRecord restore(String[] fields) {
    if (fields.length != FIELDS) {
      throw new IllegalArgumentException("a line without " + FIELDS + " fields");
    }
    var record = new TargetRecord(Instant.parse(fields[2]));
    record.state = TargetState.valueOf(fields[1]);
    record.failures = Integer.parseInt(fields[3]);
    record.successes = Integer.parseInt(fields[4]);
    record.samples = Integer.parseInt(fields[5]);
    record.failureShare = Double.parseDouble(fields[6]);
    record.latencyMillis = Double.parseDouble(fields[7]);
    record.pause = Duration.parse(fields[8]);
    record.pausedUntil = instant(fields[9]);
    record.troubleAt = instant(fields[10]);
    record.trouble = fields[11];
    return record;
  }

  private static Instant instant(String text) {
    return text.isEmpty() ? Instant.MIN : Instant.parse(text);
  }

  /** Whether mail may go there as usual. */
  boolean isUp() {
    return state == TargetState.UP;
  }

  /** Whether one mail is to be tried there. */
  boolean isTryDue(Instant now) {
    return !isUp() && !now.isBefore(pausedUntil) && !now.isBefore(triedUntil);
  }

  /** One mail is on its way there. */
  void tried(Instant now) {
    state = state == TargetState.DOWN ? TargetState.TRIED : state;
    triedUntil = now.plus(TRY_MAX);
  }

  /** The mail that was to try it went nowhere: the next one may. */
  void untried() {
    triedUntil = Instant.MIN;
  }

  void note(TargetExperience seen, Instant now, HealthSettings settings) {
    if (!seen.isAboutTarget()) {
      untried();
      return;
    }
    samples++;
    double weight = Math.max(NEWEST, 1.0 / samples);
    failureShare += weight * ((seen.isGood() ? 0 : 1) - failureShare);
    if (seen.isGood()) {
      latencyMillis += weight * (seen.took().toMillis() - latencyMillis);
      good(now, settings);
    } else {
      trouble = seen.trouble();
      troubleAt = now;
      bad(now, settings);
    }
  }

  private void good(Instant now, HealthSettings settings) {
    failures = 0;
    triedUntil = Instant.MIN;
    if (state != TargetState.TRIED) {
      // Attempts that were under way when it went down say nothing new.
      return;
    }
    successes++;
    if (successes >= settings.successesToReturn()) {
      become(TargetState.UP, now);
      samples = 0;
      failureShare = 0;
    }
  }

  private void bad(Instant now, HealthSettings settings) {
    failures++;
    successes = 0;
    boolean tooMany = samples >= SAMPLES_MIN && failureShare * 100 >= settings.failurePercentMax();
    if (isUp() && (failures >= settings.failuresMax() || tooMany)) {
      boolean relapsed = now.isBefore(since.plus(settings.calm())) && !pause.isZero();
      rest(relapsed ? pause.multipliedBy(2) : settings.pauseMin(), now, settings);
      become(TargetState.DOWN, now);
    } else if (!isUp() && !now.isBefore(pausedUntil)) {
      // Attempts that were under way when it went down say nothing new.
      rest(pause.multipliedBy(2), now, settings);
      state = TargetState.DOWN;
    }
  }

  private void rest(Duration wished, Instant now, HealthSettings settings) {
    pause = wished.compareTo(settings.pauseMax()) > 0 ? settings.pauseMax() : wished;
    pausedUntil = now.plus(pause);
    triedUntil = Instant.MIN;
  }

  private void become(TargetState next, Instant now) {
    state = next;
    since = now;
    failures = 0;
    successes = 0;
  }

  TargetView view(String hop) {
    return new TargetView(
        hop,
        state,
        since,
        samples,
        (int) Math.round(failureShare * 100),
        Duration.ofMillis(Math.round(latencyMillis)),
        isUp() ? Instant.MIN : pausedUntil,
        trouble,
        troubleAt);
  }
}
